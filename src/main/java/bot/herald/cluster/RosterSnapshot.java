package bot.herald.cluster;

import bot.herald.cluster.Roster.Standing;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ShardLeases.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The roster as one instance last saw it. Immutable.
 *
 * @param signedAt when the instance gave the sign of life that {@code standing} answers, by {@link System#nanoTime}
 * @param outnumberedSince since when there have been more instances than shards, by the same clock; empty while there
 * are not
 */
record RosterSnapshot(String instance, Standing standing, long signedAt, OptionalLong outnumberedSince) {
    /** An instance that was killed and comes back counts twice until its old lease ends; no shard is added for that. */
    private static final Duration OUTNUMBERED = Membership.LEASE.multipliedBy(2);

    private static final int FEWEST_SHARDS = 2;
    private static final int MOST_SHARDS = 100;

    /** Before the first sign of life. */
    static RosterSnapshot empty(String instance, long now) {
        return new RosterSnapshot(instance, Standing.NONE, now, OptionalLong.empty());
    }

    /** After another sign of life. */
    RosterSnapshot next(Standing answer, long at) {
        boolean outnumber = answer.live().size() > answer.shards().size();
        return new RosterSnapshot(
                instance, answer, at, outnumber ? OptionalLong.of(outnumberedSince.orElse(at)) : OptionalLong.empty());
    }

    boolean differsFrom(RosterSnapshot before) {
        return !standing.shards().equals(before.standing.shards())
                || !standing.conduit().equals(before.standing.conduit())
                || !standing.live().equals(before.standing.live());
    }

    /** How many instances are working, this one included. */
    int instances() {
        return Math.max(1, standing.live().size());
    }

    /** Whether no shard is left for this instance. */
    boolean leavesIdle() {
        return standing.leavesIdle(instance);
    }

    boolean isOutnumberedForLong(long now) {
        return outnumberedSince.isPresent() && now - outnumberedSince.getAsLong() >= OUTNUMBERED.toNanos();
    }

    /** How many shards the conduit should have if that depends on the number of instances. */
    int wanted(int shardCount, long now) {
        int fewest = Math.max(shardCount, FEWEST_SHARDS);
        int instances = Math.min(standing.live().size(), MOST_SHARDS);
        boolean isShort = instances > fewest && standing.areAllServed(shardCount) && isOutnumberedForLong(now);
        return shardCount > 0 && isShort ? fewest + 1 : fewest;
    }

    Share share(StoredConduit conduit, long now) {
        boolean current = now - signedAt < Membership.LEASE.toNanos();
        if (standing.conduit().filter(one -> one.id().equals(conduit.id())).isEmpty()) {
            return new Share(Set.of(), Set.of(), false, current);
        }
        return new Share(
                standing.shards(shard -> shard.isOwnedBy(instance)),
                standing.shards(shard -> !shard.isOwnedBy(instance) && shard.isServedBy(instance)),
                standing.isAnyServed(),
                current);
    }

    /** The shards of other instances, with the owner of each, or who serves it while it has none. */
    Map<Integer, String> elsewhere() {
        Map<Integer, String> others = new HashMap<>();
        standing.shards().stream()
                .filter(shard -> !shard.isOwnedBy(instance))
                .forEach(shard -> shard.owner().or(shard::servedBy).ifPresent(one -> others.put(shard.shard(), one)));
        return others;
    }

    /** The numbers of this instance's shards, for the log. */
    String ownShards() {
        String own = standing.shards().stream()
                .filter(shard -> shard.isOwnedBy(instance))
                .map(shard -> Integer.toString(shard.shard()))
                .collect(Collectors.joining(","));
        return own.isEmpty() ? "none" : own;
    }
}
