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
    public TokenGrant {
        scopes = Set.copyOf(scopes);
    }

    TokenGrant expiringIn(Optional<Duration> lifetime) {
        return new TokenGrant(accessToken, refreshToken, lifetime, scopes, tokenType);
    }
}
