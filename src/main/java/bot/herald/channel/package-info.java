/**
 * Channels that connected Herald, and how each of them is doing, as its credentials and subscriptions tell. What
 * happens when one connects belongs to {@code connection}. Start at {@link bot.herald.channel.ChannelService}.
 */
@NullMarked
package bot.herald.channel;

import org.jspecify.annotations.NullMarked;
