package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/**
 * Somebody shared in chat how many months they have subscribed.
 *
 * @param streakMonths empty if they chose not to share it
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
