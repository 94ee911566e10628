package bot.herald.auth;

import bot.herald.identity.AccountId;
import bot.herald.identity.AccountName;
import bot.herald.identity.Provider;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Scope;
import bot.herald.identity.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where an account logs in and its tokens come from. Differences between providers end here: their answers become the
 * same few results, of which only {@link ProviderFailure.Reauthorize} ends a credential.
 *
 * <p>Safe for concurrent use. Calls block for one request, never throw because of an answer or its absence, and never
 * repeat a request by themselves: a refresh token may work only once.
 */
public interface IdentityProvider {
    Provider provider();

    /**
     * Where to send a browser; no I/O.
     *
     * @param choosing whether the provider should ask which account to use instead of taking the one the browser is
     * logged in to
     * @param verifier of this attempt, without which the code cannot be exchanged; for providers that support PKCE
     */
    URI authorizeUri(Set<Scope> scopes, String state, boolean choosing, Secret verifier);

    /** @param verifier the one given to {@link #authorizeUri} */
    TokenAnswer exchangeCode(Secret code, Secret verifier);

    TokenAnswer refresh(Secret refreshToken);

    /** Whose access token it is, and whether it is valid. */
    ValidationAnswer validate(Secret accessToken);

    /** Ends the grant; empty on success, also if it had ended before. */
    Optional<ProviderFailure> revoke(Secret accessToken);

    /** Whether revoking one grant of an account ends all of its grants to us, so that an older one must be left alone. */
    default boolean revokesEveryGrant() {
        return false;
    }

    /** Whether it demands that every held token be validated hourly. */
    default boolean demandsValidation() {
        return true;
    }

    /** The result of asking a token endpoint. */
    sealed interface TokenAnswer {
        record Granted(TokenGrant grant) implements TokenAnswer {}

        /**
         * @param failure {@link ProviderFailure.Reauthorize} when the code or refresh token is used up or refused
         * @param mayHaveWorked whether no answer came back at all, so that tokens may have been issued that never
         * arrived
         */
        record Failed(ProviderFailure failure, boolean mayHaveWorked) implements TokenAnswer {
            public Failed(ProviderFailure failure) {
                this(failure, false);
            }
        }
    }

    /** The result of validating an access token. */
    sealed interface ValidationAnswer {
        /** @param expiresIn empty if the answer did not say */
        record Valid(
                String clientId, AccountId account, AccountName name, Set<Scope> scopes, Optional<Duration> expiresIn)
                implements ValidationAnswer {
            public Valid {
                scopes = Set.copyOf(scopes);
            }
        }

        /** An app access token, which has no user. */
        record ValidApp(String clientId) implements ValidationAnswer {}

        /** The access token is invalid; its refresh token may still work. */
        record Invalid() implements ValidationAnswer {}

        /** Says nothing about the token. */
        record Unknown(ProviderFailure failure) implements ValidationAnswer {}
    }
}
