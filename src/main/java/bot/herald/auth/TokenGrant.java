package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import java.time.Duration;
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

    public TokenGrant {
        scopes = Set.copyOf(scopes);
    }

    /** A token's lifetime; empty if the number of seconds makes no sense. */
    public static Optional<Duration> lifetime(long seconds) {
        return seconds > 0 && seconds <= LONGEST_SECONDS ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    TokenGrant expiringIn(Optional<Duration> lifetime) {
        return new TokenGrant(accessToken, refreshToken, lifetime, scopes, tokenType);
    }
}
