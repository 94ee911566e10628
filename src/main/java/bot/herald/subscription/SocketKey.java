package bot.herald.subscription;

import bot.herald.auth.CredentialKey;

/**
 * Names one event socket: whose token subscribes on it, and which of that owner's sockets it is.
 *
 * @param number 0 for the first; further ones exist because Twitch puts at most 300 subscriptions on a socket
 */
public record SocketKey(CredentialKey owner, int number) {
    public static SocketKey first(CredentialKey owner) {
        return new SocketKey(owner, 0);
    }

    @Override
    public String toString() {
        return number == 0 ? owner.toString() : owner + " socket=" + number;
    }
}
