package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/** Somebody followed a channel. */
public record Followed(EventOrigin origin, TwitchUserId broadcasterId, Account follower, Instant followedAt)
        implements ChannelEvent {}
