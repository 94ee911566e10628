/**
 * What can happen in a channel, as records that are parsed once from what Twitch sends. No behaviour beyond reading
 * what an event says. Start at {@link bot.herald.event.ChannelEvent}.
 */
@NullMarked
package bot.herald.event;

import org.jspecify.annotations.NullMarked;
