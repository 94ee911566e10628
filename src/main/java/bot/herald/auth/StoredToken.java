package bot.herald.auth;

import bot.herald.identity.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * A token as it is stored.
 *
 * @param refreshToken empty if Twitch gave none: the user must then authorise again when it expires
 * @param accessToken empty in data of older bots, which kept only the refresh token
 * @param expiresAt the first instant at which Twitch rejects the access token; empty if unknown
 */
public record StoredToken(
        Optional<Secret> refreshToken, Optional<Secret> accessToken, Optional<Instant> expiresAt, String tokenType) {
    /** Whether both are the same tokens, whatever is known about when the access token expires. */
    boolean isSamePair(StoredToken other) {
        return refreshToken.equals(other.refreshToken) && accessToken.equals(other.accessToken);
    }
}
