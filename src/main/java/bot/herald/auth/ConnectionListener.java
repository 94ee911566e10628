package bot.herald.auth;

import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/** Notified when an account has been connected and its credential stored. */
@FunctionalInterface
public interface ConnectionListener {
    /** Called on the thread of the request that connected it; returns when the account is usable. */
    void connected(Purpose purpose, TwitchProfile profile);

    /**
     * Another account is the bot now; the old one's token has been removed.
     *
     * @param by who confirmed it; empty for the operator
     */
    default void botReplaced(Credential old, TwitchProfile now, Optional<TwitchUserId> by) {}
}
