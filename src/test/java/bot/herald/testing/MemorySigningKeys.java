package bot.herald.testing;

import bot.herald.security.SigningKeyStore;
import bot.herald.security.SigningKeyStore.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Session keys as two instances with one database would share them. */
public final class MemorySigningKeys implements SigningKeyStore {
    private final List<SigningKey> keys = new ArrayList<>();

    @Override
    public synchronized List<SigningKey> all() {
        return List.copyOf(keys);
    }

    @Override
    public synchronized void add(SigningKey key) {
        keys.add(key);
    }

    @Override
    public synchronized void removeOlderThan(Instant createdAt) {
        keys.removeIf(key -> key.createdAt().isBefore(createdAt));
    }
}
