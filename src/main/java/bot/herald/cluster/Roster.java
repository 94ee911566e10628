package bot.herald.cluster;

import bot.herald.subscription.ConduitStore.StoredConduit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The instances and their shards, in the database. Each change is one short transaction, by one instance at a time,
 * and all times are the database server's. Safe for concurrent use; every method may throw while the database is away.
 */
public interface Roster {
    /**
     * A sign of life.
     *
     * @param sessions by shard, those that Twitch has been told about since the last sign
     * @param asks whether the leader should compare the subscriptions
     * @param leads whether this instance is the leader
     * @param careful whether to leave the division as it is, because others may be about to come back
     */
    record Sign(String instance, Map<Integer, String> sessions, boolean asks, boolean leads, boolean careful) {}

    /**
     * The roster after a sign of life.
     *
     * @param lapsed whether this instance's lease had ended before the sign: the database was away, or the process was
     * frozen
     * @param asked whether an instance asked the leader since its last sign
     */
    record Standing(
            Optional<StoredConduit> conduit, Set<String> live, List<ShardLease> shards, boolean lapsed, boolean asked) {
        static final Standing NONE = new Standing(Optional.empty(), Set.of(), List.of(), false, false);

        /** The numbers of the shards that match. */
        Set<Integer> shards(Predicate<ShardLease> which) {
            return shards.stream().filter(which).map(ShardLease::shard).collect(Collectors.toSet());
        }

        /** Whether there are more instances than shards, and this one got none. */
        boolean leavesIdle(String instance) {
            return conduit.isPresent()
                    && live.size() > shards.size()
                    && shards.stream().noneMatch(shard -> shard.isOwnedBy(instance));
        }

        /** Whether Twitch was told about a live instance's session for at least one shard. */
        boolean isAnyServed() {
            return shards.stream()
                    .anyMatch(shard -> shard.servedBy().filter(live::contains).isPresent());
        }

        /** Whether there are exactly this many shards, each served by its owner. */
        boolean areAllServed(int shardCount) {
            return shards.size() == shardCount
                    && shards.stream()
                            .allMatch(shard -> shard.owner().isPresent()
                                    && shard.servedBy().equals(shard.owner()));
        }
    }

    /** Renews the lease, forgets dead instances, and divides the shards again if that is due. */
    Standing sign(Sign sign);

    /** Ends the lease: others claim the shards. */
    void leave(String instance);

    /** How far the others have come with the shards of an instance that left. */
    Handover handover(String instance);

    /** What becomes of the shards of an instance that left. */
    enum Handover {
        /** Twitch still sends some of them to it, as far as the roster knows. */
        UNDER_WAY,
        DONE,
        /** There is no other instance, or none any more. */
        NOBODY_LEFT
    }

    /**
     * Who has a shard.
     *
     * @param owner the instance that has to serve it; empty while none has
     * @param servedBy the instance whose session Twitch was last told about; empty before the first
     */
    record ShardLease(int shard, Optional<String> owner, Optional<String> servedBy) {
        boolean isOwnedBy(String instance) {
            return owner.filter(instance::equals).isPresent();
        }

        boolean isServedBy(String instance) {
            return servedBy.filter(instance::equals).isPresent();
        }
    }
}
