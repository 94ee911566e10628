package bot.herald.auth;

import bot.herald.identity.TwitchUserId;

/** Names one credential: whose, and for what. */
public record CredentialKey(TwitchUserId userId, Purpose purpose) {
    public static CredentialKey bot(TwitchUserId userId) {
        return new CredentialKey(userId, Purpose.BOT);
    }

    public static CredentialKey channel(TwitchUserId userId) {
        return new CredentialKey(userId, Purpose.CHANNEL);
    }

    @Override
    public String toString() {
        return "user=" + userId + " purpose=" + purpose.text();
    }
}
