package bot.herald.auth;

import bot.herald.auth.AuthorizationRequest.OtherBot;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An authorisation that began here and has not come back yet.
 *
 * @param stateHash SHA-256 of the state parameter, in hex; the state itself is not kept
 * @param expected the only account that may agree; empty if any may
 * @param page where the browser goes on afterwards; empty for the usual place
 * @param browserHash SHA-256 of the cookie that binds it to the browser, in hex
 */
public record PendingAuthorization(
        String stateHash,
        Purpose purpose,
        Optional<TwitchUserId> expected,
        OtherBot otherBot,
        String page,
        String browserHash,
        Instant expiresAt) {
    AuthorizationRequest request() {
        return new AuthorizationRequest(purpose, expected, expected, false, otherBot, page);
    }
}
