/** What happened in a channel, parsed once; start at {@link bot.herald.event.ChannelEvent}. */
@NullMarked
package bot.herald.event;

import org.jspecify.annotations.NullMarked;
