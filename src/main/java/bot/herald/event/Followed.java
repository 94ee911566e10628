package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/** Somebody follows a channel now. */
public record Followed(EventOrigin origin, TwitchUserId broadcasterId, Account follower, Instant followedAt)
        implements ChannelEvent {}
