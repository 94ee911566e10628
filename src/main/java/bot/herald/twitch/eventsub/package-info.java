/** EventSub over WebSocket: sockets that stay open and frames that become events; start at {@link bot.herald.twitch.eventsub.EventSubSockets}. */
@NullMarked
package bot.herald.twitch.eventsub;

import org.jspecify.annotations.NullMarked;
