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
    /** What this process has to do with the shards of this conduit. */
    Share share(StoredConduit conduit);

    /** Whether this process finds, builds and resizes the conduit, and not another. */
    boolean keepsConduit();

    /** The conduit, as whoever looks after it wrote it down; empty if nobody else does, or while there is none. */
    Optional<StoredConduit> conduit();

    /** How many shards the conduit should have that has this many; 0: it is still to be built. */
    int wanted(int shardCount);

    /** What this process goes by among those that divide the shards; empty if it is alone. */
    default Optional<String> instance() {
        return Optional.empty();
    }

    /** By shard, which other process serves it, or is about to. */
    default Map<Integer, String> elsewhere() {
        return Map.of();
    }

    /** Tells that a share, or anything else here, may have changed; called once, at the start. */
    void listen(Runnable changed);

    /** Twitch sends these shards to these sessions now. */
    void served(StoredConduit conduit, Map<Integer, String> sessions);

    /** This process built a conduit and wrote it down, so its shards are to be divided. */
    default void built() {}

    /** Whoever keeps the conduit should look soon whether it and its subscriptions are as they should be. */
    void doubt();

    /** Hands all shards to other processes and waits until they serve them, for some seconds at most. */
    void leave();

    /**
     * @param own to be served
     * @param handedOver served until those who own them now do
     * @param servedElsewhere whether another process serves a shard
     * @param current whether the database said so just now; if not, another process may serve by now what is own here
     */
    record Share(Set<Integer> own, Set<Integer> handedOver, boolean servedElsewhere, boolean current) {}
}
