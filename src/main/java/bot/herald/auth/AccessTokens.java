package bot.herald.auth;

import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;

/**
 * Finds the right access token by Twitch user id and purpose.
 *
 * <p>Safe for concurrent use.
 */
public interface AccessTokens {
    /**
     * The held token if it has more than five minutes left; otherwise refreshes it first, once for all who wait.
     *
     * <p>Blocks for at most one refresh. Do not keep the token: ask again for the next call.
     */
    Answer accessToken(CredentialKey key);

    /**
     * To be called when Twitch answered 401 to a call made with {@code refused}.
     *
     * <p>A 401 may also mean a missing scope, a wrong id or nothing at all, so the token is validated first, and left alone
     * if it is valid. If it cannot be validated, the 401 counts. Blocks for one or two requests.
     */
    AfterUnauthorized afterUnauthorized(CredentialKey key, Secret refused);

    /** What to do after a 401. */
    sealed interface AfterUnauthorized {
        /**
         * Make the call once more, now. If that is answered with 401 too, the token is not to blame.
         *
         * @param accessToken a new one, or the same if it is valid
         */
        record Repeat(Secret accessToken) implements AfterUnauthorized {}

        /** The token is refused and there is no new one yet; Herald keeps trying, and {@code WakeUps} reports success. */
        record Later(ProviderFailure.RetryLater failure) implements AfterUnauthorized {}

        /** The token is refused, and only a person can change that. */
        record Refused(ProviderFailure failure) implements AfterUnauthorized {}
    }

    /** A token, or why there is none. */
    sealed interface Answer {
        record Available(Secret accessToken) implements Answer {}

        record Unavailable(ProviderFailure failure) implements Answer {}
    }
}
