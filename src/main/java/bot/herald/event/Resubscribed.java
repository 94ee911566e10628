package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/**
 * Somebody told chat about the months they have subscribed.
 *
 * @param streakMonths empty when they keep it to themselves
 */
public record Resubscribed(
        EventOrigin origin,
        TwitchUserId broadcasterId,
        Account subscriber,
        String tier,
        int cumulativeMonths,
        Optional<Integer> streakMonths,
        String text)
        implements ChannelEvent {}
