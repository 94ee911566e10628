package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/**
 * Somebody, perhaps Herald, gave a shoutout in a channel; it starts both of Twitch's cooldowns.
 *
 * @param moderatorId who gave it
 * @param cooldownEndsAt until then no other shoutout is possible in the channel
 * @param targetCooldownEndsAt until then none is possible for the same target
 */
public record ShoutoutCreated(
        EventOrigin origin,
        TwitchUserId broadcasterId,
        Account target,
        TwitchUserId moderatorId,
        int viewers,
        Instant startedAt,
        Instant cooldownEndsAt,
        Instant targetCooldownEndsAt)
        implements ChannelEvent {}
