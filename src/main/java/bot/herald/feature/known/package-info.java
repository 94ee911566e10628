/** Shoutouts for people whom the channel knows; start at {@link bot.herald.feature.known.KnownPeople}. */
@NullMarked
package bot.herald.feature.known;

import org.jspecify.annotations.NullMarked;
