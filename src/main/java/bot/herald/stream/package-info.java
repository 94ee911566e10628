/**
 * Whether a channel is live, its title and category, and how to change them. Several features need this, so it is
 * part of none. Start at {@link bot.herald.stream.StreamDirectory}.
 */
@NullMarked
package bot.herald.stream;

import org.jspecify.annotations.NullMarked;
