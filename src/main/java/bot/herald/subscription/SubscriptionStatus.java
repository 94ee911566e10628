package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * One subscription of one channel, for people to look at.
 *
 * @param broadcasterId the channel; for {@code user.update} the user, who need not be a channel
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
        int cost) {
    /** Whether the channel does not work without it; else only what needs it suffers. */
    public boolean isEssential() {
        return SubscriptionType.isEssential(type);
    }

    /** Whether a channel with these hears everything without which it does not work. */
    public static boolean areComplete(Collection<SubscriptionStatus> all) {
        List<SubscriptionStatus> essential =
                all.stream().filter(SubscriptionStatus::isEssential).toList();
        return !essential.isEmpty()
                && essential.stream().allMatch(one -> one.state().isFlowing());
    }
}
