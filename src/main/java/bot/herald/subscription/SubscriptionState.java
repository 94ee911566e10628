package bot.herald.subscription;

import java.util.Locale;

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
