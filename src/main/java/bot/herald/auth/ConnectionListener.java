package bot.herald.auth;

import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/** Hears that an account has been connected and its credential stored. */
@FunctionalInterface
public interface ConnectionListener {
    /** Called on the thread of the request that connected it; returns when the account is usable. */
    void connected(Purpose purpose, TwitchProfile profile);

    /**
     * The bot is now another account; the old one's token is gone.
     *
     * @param by who confirmed it; empty for the operator
     */
    default void botReplaced(Credential old, TwitchProfile now, Optional<TwitchUserId> by) {}
}
