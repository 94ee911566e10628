package bot.herald.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides when a token has to be refreshed. Immutable and safe for concurrent use.
 *
 * <p>A token is due with five minutes or less left, or when its lifetime is unknown.
 */
public final class TokenExpiryPolicy {
    public static final Duration MARGIN = Duration.ofMinutes(5);

    private final Clock clock;

    public TokenExpiryPolicy(Clock clock) {
        this.clock = clock;
    }

    public boolean isDue(StoredToken token) {
        return token.accessToken().isEmpty()
                || token.expiresAt().map(this::isWithinMargin).orElse(true);
    }

    /** Whether Twitch would still accept the access token, going by the clock. */
    boolean isUsable(StoredToken token) {
        return token.accessToken().isPresent()
                && token.expiresAt().map(clock.instant()::isBefore).orElse(false);
    }

    private boolean isWithinMargin(Instant expiresAt) {
        return !clock.instant().isBefore(expiresAt.minus(MARGIN));
    }
}
