package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What Twitch's token endpoint hands out.
 *
 * @param refreshToken empty when Twitch gave none
 * @param expiresIn empty when Twitch did not say
 */
public record TokenGrant(
        Secret accessToken,
        Optional<Secret> refreshToken,
        Optional<Duration> expiresIn,
        Set<Scope> scopes,
        String tokenType) {
    /** More is no time that anybody can have meant, and cannot always be reckoned with. */
    private static final long LONGEST_SECONDS = Duration.ofDays(36_500).toSeconds();

    public TokenGrant {
        scopes = Set.copyOf(scopes);
    }

    /** For how long a token is good that is said to expire in so many seconds; empty where that makes no sense. */
    public static Optional<Duration> lifetime(long seconds) {
        return seconds > 0 && seconds <= LONGEST_SECONDS ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    TokenGrant expiringIn(Optional<Duration> lifetime) {
        return new TokenGrant(accessToken, refreshToken, lifetime, scopes, tokenType);
    }
}
