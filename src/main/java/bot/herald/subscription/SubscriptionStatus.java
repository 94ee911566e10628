package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;

/**
 * One subscription of one channel, for people to look at.
 *
 * @param reason why events do not flow and what helps; empty while they do
 * @param since when it entered this state
 * @param cost what Twitch counted for it; 0 unless enabled
 */
public record SubscriptionStatus(
        TwitchUserId broadcasterId,
        String type,
        String version,
        SubscriptionState state,
        String reason,
        Instant since,
        int cost) {}
