package bot.herald.event;

import bot.herald.identity.TwitchUserId;

/**
 * Somebody subscribed for the first time, or received a gift subscription.
 *
 * @param tier {@code 1000}, {@code 2000} or {@code 3000}
 */
public record Subscribed(EventOrigin origin, TwitchUserId broadcasterId, Account subscriber, String tier, boolean gift)
        implements ChannelEvent {}
