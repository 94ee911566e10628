package bot.herald.cluster;

import bot.herald.cluster.Roster.ShardLease;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides what one instance changes in the division of the shards: it claims free ones up to its fair share, and hands
 * those beyond it to instances that have less than theirs. Fair shares differ by at most one.
 *
 * <p>A pure function. When every instance applies it in turn, the division settles, and no shard moves without need.
 */
public final class ShardShare {
    private ShardShare() {}

    /**
     * The new owners, by shard; empty if all is well.
     *
     * @param me one of {@code live}
     * @param live the instances whose lease holds
     */
    public static Map<Integer, String> changes(String me, Set<String> live, Collection<ShardLease> shards) {
        Map<String, Integer> held = new TreeMap<>();
        live.forEach(instance -> held.put(instance, 0));
        shards.forEach(
                shard -> shard.owner().filter(live::contains).ifPresent(owner -> held.merge(owner, 1, Integer::sum)));
        Map<String, Integer> missing = missing(held, shards.size());
        int mine = missing.getOrDefault(me, 0);
        return mine >= 0 ? claimed(me, mine, live, shards) : handedOver(me, -mine, missing, shards);
    }

    /**
     * How many shards each instance lacks; below zero, how many it has too many. Those that have more keep the odd
     * ones.
     */
    private static Map<String, Integer> missing(Map<String, Integer> held, int shards) {
        List<String> byLoad = held.keySet().stream()
                .sorted(Comparator.<String, Integer>comparing(held::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        int odd = shards % held.size();
        Map<String, Integer> missing = new TreeMap<>();
        for (int place = 0; place < byLoad.size(); place++) {
            int fair = shards / held.size() + (place < odd ? 1 : 0);
            missing.put(byLoad.get(place), fair - held.getOrDefault(byLoad.get(place), 0));
        }
        return missing;
    }

    private static Map<Integer, String> claimed(String me, int count, Set<String> live, Collection<ShardLease> shards) {
        return shards.stream()
                .filter(shard -> shard.owner().filter(live::contains).isEmpty())
                // One that this instance still serves need not move.
                .sorted(Comparator.comparing((ShardLease shard) -> !shard.isServedBy(me))
                        .thenComparing(ShardLease::shard))
                .limit(count)
                .collect(Collectors.toMap(ShardLease::shard, shard -> me));
    }

    private static Map<Integer, String> handedOver(
            String me, int count, Map<String, Integer> missing, Collection<ShardLease> shards) {
        List<Integer> surplus = shards.stream()
                .filter(shard -> shard.isOwnedBy(me))
                // One that this instance does not serve yet is the cheapest to lose.
                .sorted(Comparator.comparing((ShardLease shard) -> shard.isServedBy(me))
                        .thenComparing(Comparator.comparing(ShardLease::shard).reversed()))
                .limit(count)
                .map(ShardLease::shard)
                .toList();
        Map<String, Integer> left = new TreeMap<>(missing);
        Map<Integer, String> owners = new TreeMap<>();
        for (int shard : surplus) {
            String neediest = left.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            left.merge(neediest, -1, Integer::sum);
            owners.put(shard, neediest);
        }
        return owners;
    }
}
