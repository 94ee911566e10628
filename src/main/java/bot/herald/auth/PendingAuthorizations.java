package bot.herald.auth;

import bot.herald.auth.AuthorizationRequest.OtherBot;
import bot.herald.identity.Provider;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Optional;

/** Keeps authorisations that have not come back yet, for all instances that share the database. */
public interface PendingAuthorizations {
    /**
     * Keeps {@code pending} and removes what expired before {@code now}. Never evicts one that is under way.
     *
     * @return whether there was room
     */
    boolean add(PendingAuthorization pending, Instant now);

    /** Removes and returns the authorisation, even if it has expired, so that its state works only once. */
    Optional<PendingAuthorization> take(String stateHash);

    /** Too many authorisations are under way to begin another. */
    final class TooManyPendingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyPendingException() {
            super("too many authorisations are under way", null, false, false);
        }
    }

    /**
     * An authorisation that began here and has not come back yet.
     *
     * @param stateHash SHA-256 of the state parameter, in hex; the state itself is not kept
     * @param provider where the browser was sent
     * @param expected the only account that may agree; empty if any may
     * @param page where the browser goes afterwards; empty for the usual page
     * @param browserHash SHA-256 of the cookie that binds it to the browser, in hex
     */
    record PendingAuthorization(
            String stateHash,
            Provider provider,
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
}
