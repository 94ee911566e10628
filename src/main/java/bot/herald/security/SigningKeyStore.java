package bot.herald.security;

import java.time.Instant;
import java.util.List;

/** Keeps the keys that sign sessions, sealed, for all instances that share the database. */
public interface SigningKeyStore {
    /** The keys that can be read, in no order. */
    List<SigningKey> all();

    void add(SigningKey key);

    void removeOlderThan(Instant createdAt);
}
