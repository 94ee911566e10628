package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;

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
    /** Whether the channel cannot work without it; otherwise only the features that need it suffer. */
    public boolean isEssential() {
        return SubscriptionType.isEssential(type);
    }

    /** Whether a channel with these hears everything that it cannot work without. */
    public static boolean areComplete(Collection<SubscriptionStatus> all) {
        boolean complete = false;
        for (SubscriptionStatus one : all) {
            if (one.isEssential()) {
                if (!one.state().isFlowing()) {
                    return false;
                }
                complete = true;
            }
        }
        return complete;
    }

    /** Where a subscription that a channel should have stands. */
    public enum SubscriptionState {
        /** Not asked for yet, or no socket is open to carry it. */
        PENDING,
        /** Events flow. */
        ENABLED,
        /** Twitch said no; the reason names the likely cause. */
        REFUSED,
        /** Twitch could not answer or asked us to wait. */
        RETRYING,
        /** Twitch took it back. */
        REVOKED,
        /** Left out, because its scope was not granted. */
        MISSING_SCOPE;

        public boolean isFlowing() {
            return this == ENABLED;
        }

        /** @throws IllegalArgumentException if {@code text} is no {@link #text()} */
        public static SubscriptionState of(String text) {
            return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
        }

        /** As the API and log lines write it, for example {@code missing-scope}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
