package bot.herald.security;

import bot.herald.identity.Secret;
import java.time.Instant;
import java.util.List;

/** Keeps the keys that sign sessions, sealed, for all instances that share the database. */
public interface SigningKeyStore {
    /** The keys that can be read, in no order. */
    List<SigningKey> all();

    void add(SigningKey key);

    void removeOlderThan(Instant createdAt);

    /**
     * A key that signs sessions.
     *
     * @param id names it in what it signed ({@code kid})
     * @param material 32 random bytes in Base64
     */
    record SigningKey(String id, Secret material, Instant createdAt) {}
}
