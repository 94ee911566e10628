/** Whether a channel is live, and with what; start at {@link bot.herald.stream.StreamDirectory}. */
@NullMarked
package bot.herald.stream;

import org.jspecify.annotations.NullMarked;
