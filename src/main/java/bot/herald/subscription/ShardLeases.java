package bot.herald.subscription;

import bot.herald.subscription.ConduitStore.StoredConduit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which shards of the conduit this process serves.
 *
 * <p>Safe for concurrent use; only {@link #leave} blocks.
 */
public interface ShardLeases {
    /** This process's part in serving the conduit's shards. */
    Share share(StoredConduit conduit);

    /** Whether this process manages the conduit: finds, builds and resizes it. No other does. */
    boolean keepsConduit();

    /** The conduit as stored by another process that manages it; empty if none does, or while there is no conduit. */
    Optional<StoredConduit> conduit();

    /** How many shards a conduit should have that now has this many; 0 for one that is still to be built. */
    int wanted(int shardCount);

    /** The name of this process among those that divide the shards; empty if it is alone. */
    default Optional<String> instance() {
        return Optional.empty();
    }

    /** The other process that serves each shard, or is about to. */
    default Map<Integer, String> elsewhere() {
        return Map.of();
    }

    /** Sets what is called when a share, or anything else here, may have changed; called once, at the start. */
    void listen(Runnable changed);

    /** Twitch sends these shards to these sessions now. */
    void served(StoredConduit conduit, Map<Integer, String> sessions);

    /** This process built a conduit and wrote it down, so its shards are to be divided. */
    default void built() {}

    /** Asks the process that manages the conduit to check it and its subscriptions soon. */
    void doubt();

    /** Hands all shards to other processes and waits until they serve them, for some seconds at most. */
    void leave();

    /**
     * @param own to be served
     * @param handedOver served until those who own them now do
     * @param servedElsewhere whether another process serves a shard
     * @param current whether the database has just said so; otherwise another process may by now serve what is {@code
     * own}
     */
    record Share(Set<Integer> own, Set<Integer> handedOver, boolean servedElsewhere, boolean current) {}
}
