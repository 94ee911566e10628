package bot.herald.auth;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import java.util.Optional;

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
     * <p>A 401 may also mean a missing scope or a wrong id, so Twitch is asked about the token first and a live one is
     * left alone.
     *
     * @return the token to repeat the call with, once; empty when repeating it is pointless
     */
    Optional<Secret> afterUnauthorized(CredentialKey key, Secret refused);

    /** A token, or why there is none. */
    sealed interface Answer {
        record Available(Secret accessToken) implements Answer {}

        record Unavailable(TwitchFailure failure) implements Answer {}
    }
}
