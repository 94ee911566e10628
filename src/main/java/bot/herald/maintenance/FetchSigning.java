package bot.herald.maintenance;

import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiFetchKeys;
import java.security.SecureRandom;
import java.util.Base64;

/** The keys that sign the requests which channels' texts make with {@code {fetch:...}}. */
public final class FetchSigning {
    private static final int KEY_BYTES = 32;

    private final JdbiFetchKeys keys;

    FetchSigning(JdbiFetchKeys keys) {
        this.keys = keys;
    }

    /** Whether the channel's requests are signed. */
    public boolean isOn(TwitchUserId channel) {
        return keys.find(channel).isPresent();
    }

    /**
     * Signs the channel's requests with a new key from now on; replaces an earlier key.
     *
     * @return the key, which cannot be read again
     */
    public Secret start(TwitchUserId channel) {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        Secret key = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        keys.put(channel, key);
        return key;
    }

    /** @return whether there was a key */
    public boolean stop(TwitchUserId channel) {
        return keys.remove(channel);
    }
}
