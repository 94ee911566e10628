package bot.herald.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.cluster.Roster.ShardLease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardShareTest {
    private List<ShardLease> shards = new ArrayList<>();

    private void shards(int count) {
        shards = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(shard -> new ShardLease(shard, Optional.empty(), Optional.empty()))
                .toList());
    }

    /** The instance asks, and what was decided is so. */
    private Map<Integer, String> asks(String instance, Set<String> live) {
        Map<Integer, String> changes = ShardShare.changes(instance, live, shards);
        changes.forEach((shard, owner) -> shards.set(
                shard,
                new ShardLease(shard, Optional.of(owner), shards.get(shard).servedBy())));
        return changes;
    }

    private void isServed(int shard, String instance) {
        shards.set(shard, new ShardLease(shard, shards.get(shard).owner(), Optional.of(instance)));
    }

    private List<Integer> of(String instance) {
        return shards.stream()
                .filter(shard -> shard.isOwnedBy(instance))
                .map(ShardLease::shard)
                .toList();
    }

    @Test
    void oneInstanceHasAll() {
        shards(3);
        asks("a", Set.of("a"));
        assertThat(of("a")).containsExactly(0, 1, 2);
    }

    @Test
    void newcomerGetsItsShareFromWhoHasTooManyAndTheRestStays() {
        shards(4);
        asks("a", Set.of("a"));
        Set<String> live = Set.of("a", "b");

        assertThat(asks("b", live)).as("nothing is free").isEmpty();
        assertThat(asks("a", live)).hasSize(2).containsValues("b");

        assertThat(of("a")).containsExactly(0, 1);
        assertThat(of("b")).containsExactly(2, 3);
        assertThat(asks("a", live)).isEmpty();
        assertThat(asks("b", live)).isEmpty();
    }

    @Test
    void survivorsShareWhatADeadInstanceHad() {
        shards(6);
        Set<String> all = Set.of("a", "b", "c");
        all.forEach(one -> asks(one, all));
        Set<String> left = Set.of("a", "c");

        asks("c", left);
        asks("a", left);

        assertThat(of("a")).hasSize(3);
        assertThat(of("c")).hasSize(3);
        assertThat(of("b")).isEmpty();
    }

    @Test
    void whatAnInstanceServesAlreadyIsClaimedFirst() {
        shards(4);
        isServed(3, "b");
        asks("b", Set.of("a", "b"));
        assertThat(of("b")).containsExactly(0, 3);
    }

    @Test
    void whatAnInstanceDoesNotServeYetIsHandedOverFirst() {
        shards(2);
        asks("a", Set.of("a"));
        isServed(1, "a");
        asks("a", Set.of("a", "b"));
        assertThat(of("a")).containsExactly(1);
        assertThat(of("b")).containsExactly(0);
    }

    @Test
    void moreInstancesThanShardsLeaveSomeWithout() {
        shards(2);
        Set<String> live = Set.of("a", "b", "c");
        live.forEach(one -> asks(one, live));
        assertThat(List.of(of("a").size(), of("b").size(), of("c").size())).containsOnly(0, 1);
        assertThat(of("a").size() + of("b").size() + of("c").size()).isEqualTo(2);
    }

    @Test
    void withNoShardsThereIsNothingToDo() {
        assertThat(asks("a", Set.of("a", "b"))).isEmpty();
    }

    @Test
    void whateverComesAndGoesTheDivisionSettlesWithADifferenceOfOneAndMovesNoMoreThanItMust() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            shards(1 + random.nextInt(20));
            TreeSet<String> live = new TreeSet<>(Set.of("i0"));
            for (int change = 0; change < 8; change++) {
                String other = "i" + random.nextInt(7);
                if (!live.remove(other) || live.isEmpty()) {
                    live.add(other);
                }
                int moved = settle(live);
                int most = live.stream().mapToInt(one -> of(one).size()).max().orElseThrow();
                int least = live.stream().mapToInt(one -> of(one).size()).min().orElseThrow();
                assertThat(most - least).isLessThanOrEqualTo(1);
                assertThat(shards).allMatch(shard -> live.contains(shard.owner().orElseThrow()));
                assertThat(moved).isLessThanOrEqualTo(shards.size());
            }
        }
    }

    private int settle(Set<String> live) {
        int moved = 0;
        for (int turn = 0; turn < 3; turn++) {
            for (String instance : live) {
                moved += asks(instance, live).size();
            }
        }
        live.forEach(instance ->
                assertThat(ShardShare.changes(instance, live, shards)).isEmpty());
        return moved;
    }
}
