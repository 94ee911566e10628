package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/**
 * Somebody gifted subscriptions; one event, however many they are.
 *
 * @param giver empty if anonymous
 */
public record SubscriptionsGifted(
        EventOrigin origin, TwitchUserId broadcasterId, Optional<Account> giver, int count, String tier)
        implements ChannelEvent {}
