/**
 * EventSub over WebSocket: sockets that stay open, conduit shards, and frames that become events. Which
 * subscriptions exist is decided in {@code subscription}. Start at {@link
 * bot.herald.twitch.eventsub.EventSubSockets}.
 */
@NullMarked
package bot.herald.twitch.eventsub;

import org.jspecify.annotations.NullMarked;
