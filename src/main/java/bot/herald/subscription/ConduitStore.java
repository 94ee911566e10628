package bot.herald.subscription;

import java.util.Optional;

/** Remembers Herald's conduit, since Twitch cannot tell whose a conduit is and allows a client only five. */
public interface ConduitStore {
    Optional<StoredConduit> find();

    /** Replaces the one that was remembered. */
    void save(StoredConduit conduit);

    /** Forgets this one; another that was remembered meanwhile stays. */
    void forget(String conduitId);

    /** Herald's conduit at Twitch. */
    record StoredConduit(String id, int shardCount) {}
}
