package bot.herald.auth;

import java.time.Instant;

/**
 * An authorisation that began here and has not come back yet.
 *
 * @param stateHash SHA-256 of the state parameter, in hex; the state itself is not kept
 * @param browserHash SHA-256 of the cookie that binds it to the browser, in hex
 */
public record PendingAuthorization(String stateHash, Purpose purpose, String browserHash, Instant expiresAt) {}
