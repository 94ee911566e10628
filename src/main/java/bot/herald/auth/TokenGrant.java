package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What Twitch's token endpoint issues.
 *
 * @param refreshToken empty if Twitch gave none
 * @param expiresIn empty if Twitch did not say
 */
public record TokenGrant(
        Secret accessToken,
        Optional<Secret> refreshToken,
        Optional<Duration> expiresIn,
        Set<Scope> scopes,
        String tokenType) {
    /** Anything longer is a mistake and might overflow. */
    private static final long LONGEST_SECONDS = Duration.ofDays(36_500).toSeconds();

    /** Twitch always names a lifetime; without this, a token that has none would be refreshed every second. */
    private static final Duration UNSTATED_LIFETIME = Duration.ofHours(1);

    public TokenGrant {
        scopes = Set.copyOf(scopes);
    }

    /** A token's lifetime; empty if the number of seconds makes no sense. */
    public static Optional<Duration> lifetime(long seconds) {
        return seconds > 0 && seconds <= LONGEST_SECONDS ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    /** When the access token has to be replaced at the latest. */
    Instant expiresAt(Instant issuedAt) {
        return issuedAt.plus(expiresIn.orElse(UNSTATED_LIFETIME));
    }

    TokenGrant expiringIn(Optional<Duration> lifetime) {
        return new TokenGrant(accessToken, refreshToken, lifetime, scopes, tokenType);
    }
}
