package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/**
 * A channel went live. Twitch says so before its list of streams knows the stream.
 *
 * @param streamId a new one each time, also after a short drop
 */
public record StreamOnline(EventOrigin origin, TwitchUserId broadcasterId, String streamId, Instant startedAt)
        implements ChannelEvent {}
