package bot.herald.subscription;

import java.util.Optional;
import java.util.Set;

/** Remembers Herald's conduits, since Twitch cannot tell whose a conduit is and allows a client only five. */
public interface ConduitStore {
    Optional<StoredConduit> find();

    /**
     * Remembers this conduit, and {@code instead} as a former one if it is another. If neither is remembered now, another
     * process has remembered its own meanwhile, which stays: this one becomes a former one.
     *
     * @param instead the id of the one remembered until now; empty if there was none
     * @return whether this conduit is remembered
     */
    boolean save(StoredConduit conduit, Optional<String> instead);

    /** The conduit is no longer used, and becomes a former one. */
    void retire(String conduitId);

    /** The ids of those that were Herald's and may still exist on Twitch. */
    Set<String> former();

    /**
     * Forgets this conduit, former or not, because Twitch no longer has it; another one that was remembered meanwhile
     * stays.
     */
    void forget(String conduitId);

    /** Herald's conduit on Twitch. */
    record StoredConduit(String id, int shardCount) {}
}
