package bot.herald.cluster;

import bot.herald.subscription.ConduitStore.StoredConduit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The list of instances and of who has which shard, in the database. Every change of it is one short transaction, one instance
 * at a time, by the database server's clock. Safe for concurrent use; every method may throw while the database is away.
 */
public interface Roster {
    /**
     * A sign of life.
     *
     * @param sessions by shard, those that Twitch has been told since the last sign
     * @param asks whether the subscriptions should be compared by whoever does that
     * @param leads whether this instance does that
     * @param careful whether to leave the division as it is, because others may be about to come back
     */
    record Sign(String instance, Map<Integer, String> sessions, boolean asks, boolean leads, boolean careful) {}

    /**
     * What is so after a sign of life.
     *
     * @param lapsed whether this instance's lease had ended before the sign: the database was away, or the process was frozen
     * @param asked whether an instance asked the leader since its last sign
     */
    record Standing(
            Optional<StoredConduit> conduit, Set<String> live, List<ShardLease> shards, boolean lapsed, boolean asked) {
        static final Standing NONE = new Standing(Optional.empty(), Set.of(), List.of(), false, false);
    }

    /** Renews the lease, forgets who is dead, and divides the shards anew where that is due. */
    Standing sign(Sign sign);

    /**
     * Ends the lease: others claim the shards.
     *
     * @return whether there are others
     */
    boolean leave(String instance);

    /** Whether Twitch still sends a shard to this instance, as far as anybody told it. */
    boolean serves(String instance);
}
