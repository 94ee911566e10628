package bot.herald.subscription;

import java.util.Optional;
import java.util.Set;

/** Remembers Herald's conduits, since Twitch cannot tell whose a conduit is and allows a client only five. */
public interface ConduitStore {
    Optional<StoredConduit> find();

    /** Replaces the one that was remembered; if that was another, it is a former one from now on. */
    void save(StoredConduit conduit);

    /** This one is used no more, and becomes a former one. */
    void retire(String conduitId);

    /** The ids of those that were Herald's and may still exist on Twitch. */
    Set<String> former();

    /** Twitch has it no more: forgets this one, former or not; another that was remembered meanwhile stays. */
    void forget(String conduitId);

    /** Herald's conduit on Twitch. */
    record StoredConduit(String id, int shardCount) {}
}
