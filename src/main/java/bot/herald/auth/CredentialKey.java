package bot.herald.auth;

import bot.herald.identity.AccountId;
import bot.herald.identity.Provider;
import bot.herald.identity.TwitchUserId;

/** Identifies one credential by account, which implies the provider, and purpose. */
public record CredentialKey(AccountId account, Purpose purpose) {
    /** @throws IllegalArgumentException for a Discord account with any purpose but login */
    public CredentialKey {
        if (account.provider() == Provider.DISCORD && purpose != Purpose.LOGIN) {
            throw new IllegalArgumentException("a Discord account has no credential but a login");
        }
    }

    public static CredentialKey bot(TwitchUserId userId) {
        return new CredentialKey(userId, Purpose.BOT);
    }

    public static CredentialKey channel(TwitchUserId userId) {
        return new CredentialKey(userId, Purpose.CHANNEL);
    }

    public static CredentialKey login(AccountId account) {
        return new CredentialKey(account, Purpose.LOGIN);
    }

    public Provider provider() {
        return account.provider();
    }

    /**
     * The account's Twitch user id.
     *
     * @throws IllegalStateException if it is a Discord account
     */
    public TwitchUserId userId() {
        if (account instanceof TwitchUserId id) {
            return id;
        }
        throw new IllegalStateException("not an account on Twitch: " + this);
    }

    @Override
    public String toString() {
        return (provider() == Provider.TWITCH ? "user=" : "discord=") + account + " purpose=" + purpose.text();
    }
}
