package bot.herald.auth;

import bot.herald.auth.AccessTokens.Answer;
import bot.herald.identity.Secret;
import java.util.Optional;

/**
 * The token with which Herald speaks for itself and not for a user: for conduits, and for chat with the bot badge.
 *
 * <p>Safe for concurrent use.
 */
public interface AppAccessToken {
    /** The held token if it has more than five minutes left, otherwise a new one, fetched once for all who wait. */
    Answer get();

    /**
     * To be called when Twitch answered 401 to a call made with {@code refused}.
     *
     * @return the token to repeat the call with, once; empty when repeating it is pointless
     */
    Optional<Secret> afterUnauthorized(Secret refused);
}
