package bot.herald.auth;

import bot.herald.identity.Secret;
import java.time.Instant;
import java.util.Optional;

/**
 * A token as it is stored.
 *
 * @param refreshToken empty when Twitch gave none: then expiry means that the user must authorise again
 * @param accessToken empty in data of older bots, which kept only the refresh token
 * @param expiresAt the first instant at which Twitch rejects the access token; empty when unknown
 */
public record StoredToken(
        Optional<Secret> refreshToken, Optional<Secret> accessToken, Optional<Instant> expiresAt, String tokenType) {}
