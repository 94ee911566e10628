package bot.herald.auth;

import bot.herald.identity.TwitchProfile;

/** Hears that an account has been connected and its credential stored. */
@FunctionalInterface
public interface ConnectionListener {
    /** Called on the thread of the request that connected it; returns when the account is usable. */
    void connected(Purpose purpose, TwitchProfile profile);
}
