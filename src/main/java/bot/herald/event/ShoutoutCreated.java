package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/**
 * Somebody, maybe Herald, gave a shoutout in a channel; it uses up both of Twitch's cool-downs.
 *
 * @param moderatorId who gave it
 * @param cooldownEndsAt before this no other shoutout is possible in the channel
 * @param targetCooldownEndsAt before this none is possible for the same target
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
