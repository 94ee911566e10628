package bot.herald.account;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;

/** Remembers, for good, which account a login in the configuration stands for. */
@FunctionalInterface
public interface LoginPins {
    /**
     * The account that the login stands for: from now on {@code claimant}, if nobody proved the login before.
     *
     * @param claimant whom Twitch has just named as the one who goes by the login
     */
    TwitchUserId holder(TwitchLogin login, TwitchUserId claimant);
}
