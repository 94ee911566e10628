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
 * Where an account logs in and its tokens come from. What differs between providers ends here: the words of their answers become
 * the same few results, of which only {@link ProviderFailure.Reauthorize} ends a credential.
 *
 * <p>Safe for concurrent use. Calls block for one request, throw nothing for an answer or its absence, and never repeat a request
 * by themselves: a refresh token may work once.
 */
public interface IdentityProvider {
    Provider provider();

    /**
     * Where to send a browser; no I/O.
     *
     * @param choosing whether it is to ask which account, in place of taking the one that the browser is on
     * @param verifier of this attempt, which only this browser can have exchanged; for providers that know PKCE
     */
    URI authorizeUri(Set<Scope> scopes, String state, boolean choosing, Secret verifier);

    /** @param verifier as it was given to {@link #authorizeUri} */
    TokenAnswer exchangeCode(Secret code, Secret verifier);

    TokenAnswer refresh(Secret refreshToken);

    /** Whose an access token is, and whether it is good. */
    ValidationAnswer validate(Secret accessToken);

    /** Ends the grant; empty when it is gone, also when it was gone before. */
    Optional<ProviderFailure> revoke(Secret accessToken);

    /** Whether revoking one grant of an account ends all that the account gave us, so that an older one is left alone. */
    default boolean revokesEveryGrant() {
        return false;
    }

    /** Whether it demands that every held token is validated hourly. */
    default boolean demandsValidation() {
        return true;
    }

    /** What asking a token endpoint came to. */
    sealed interface TokenAnswer {
        record Granted(TokenGrant grant) implements TokenAnswer {}

        /**
         * @param failure {@link ProviderFailure.Reauthorize} when the code or refresh token is spent or refused
         * @param mayHaveWorked whether no answer came back at all, so that tokens may have been issued that nobody received
         */
        record Failed(ProviderFailure failure, boolean mayHaveWorked) implements TokenAnswer {
            public Failed(ProviderFailure failure) {
                this(failure, false);
            }
        }
    }

    /** What is said of an access token. */
    sealed interface ValidationAnswer {
        /** @param expiresIn empty when that was not said */
        record Valid(
                String clientId, AccountId account, AccountName name, Set<Scope> scopes, Optional<Duration> expiresIn)
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
        record Unknown(ProviderFailure failure) implements ValidationAnswer {}
    }
}
