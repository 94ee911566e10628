package bot.herald.auth;

import bot.herald.auth.AccessTokens.AfterUnauthorized;
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
     * The token, if one is held that Twitch would accept. Otherwise returns nothing at once and fetches one in the
     * background. Never blocks: for callers that can do without.
     */
    Optional<Secret> held();

    /** As {@link AccessTokens#afterUnauthorized}, for the app's token. */
    AfterUnauthorized afterUnauthorized(Secret refused);
}
