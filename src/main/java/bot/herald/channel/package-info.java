/** Channels that connected Herald; start at {@link bot.herald.channel.ChannelService}. */
@NullMarked
package bot.herald.channel;

import org.jspecify.annotations.NullMarked;
