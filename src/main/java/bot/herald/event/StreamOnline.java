package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/**
 * A channel went live. Twitch sends this before its list of streams knows the stream.
 *
 * @param streamId a new one each time, even after a short drop
 */
public record StreamOnline(EventOrigin origin, TwitchUserId broadcasterId, String streamId, Instant startedAt)
        implements ChannelEvent {}
