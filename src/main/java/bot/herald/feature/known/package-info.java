/**
 * Shoutouts for people on a channel's list when they first write in a stream. Start at {@link
 * bot.herald.feature.known.KnownPeople}.
 */
@NullMarked
package bot.herald.feature.known;

import org.jspecify.annotations.NullMarked;
