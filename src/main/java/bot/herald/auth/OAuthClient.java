package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Twitch's OAuth endpoints as Herald needs them.
 *
 * <p>Safe for concurrent use. Calls block for one request, throw nothing for an answer of Twitch or its absence, and
 * never repeat a request by themselves.
 */
public interface OAuthClient {
    /** Where to send a browser; no I/O. */
    URI authorizeUri(Set<Scope> scopes, String state, boolean forceVerify);

    TokenAnswer exchangeCode(Secret code);

    TokenAnswer refresh(Secret refreshToken);

    /** A new app access token (client credentials). */
    TokenAnswer appToken();

    ValidationAnswer validate(Secret accessToken);

    /** Ends the grant at Twitch; empty when it is gone, also when it was gone before. */
    Optional<TwitchFailure> revoke(Secret accessToken);

    /** What asking Twitch's token endpoint came to. */
    sealed interface TokenAnswer {
        record Granted(TokenGrant grant) implements TokenAnswer {}

        /**
         * @param failure {@link TwitchFailure.Reauthorize} when the code or refresh token is spent or refused
         * @param mayHaveWorked whether no answer came back at all, so that Twitch may have issued tokens that nobody received
         */
        record Failed(TwitchFailure failure, boolean mayHaveWorked) implements TokenAnswer {
            public Failed(TwitchFailure failure) {
                this(failure, false);
            }
        }
    }

    /** What Twitch says of an access token. */
    sealed interface ValidationAnswer {
        /** @param expiresIn empty when Twitch did not say */
        record Valid(
                String clientId,
                TwitchUserId userId,
                TwitchLogin login,
                Set<Scope> scopes,
                Optional<Duration> expiresIn)
                implements ValidationAnswer {
            public Valid {
                scopes = Set.copyOf(scopes);
            }
        }

        /** An app access token, which has no user. */
        record ValidApp(String clientId, Optional<Duration> expiresIn) implements ValidationAnswer {}

        /** The access token is dead; its refresh token may not be. */
        record Invalid() implements ValidationAnswer {}

        /** Says nothing about the token. */
        record Unknown(TwitchFailure failure) implements ValidationAnswer {}
    }
}
