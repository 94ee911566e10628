package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.cluster.Roster.Handover;
import bot.herald.cluster.Roster.ShardLease;
import bot.herald.cluster.Roster.Sign;
import bot.herald.cluster.Roster.Standing;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresRosterTest {
    private static final String CLIENT = "client";

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private PostgresRoster roster;
    private JdbiConduitStore conduits;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, DatabaseKind.POSTGRESQL);
        roster = new PostgresRoster(database.database(), CLIENT);
        conduits = new JdbiConduitStore(database.database(), CLIENT);
        conduits.save(new StoredConduit("conduit", 4), conduits.find().map(StoredConduit::id));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Standing sign(String instance) {
        return sign(instance, Map.of());
    }

    private Standing sign(String instance, Map<Integer, String> sessions) {
        return roster.sign(new Sign(instance, sessions, false, false, false));
    }

    private static List<Integer> of(String instance, Standing standing) {
        return standing.shards().stream()
                .filter(shard -> shard.owner().equals(Optional.of(instance)))
                .map(ShardLease::shard)
                .toList();
    }

    private void leaseEnds(String instance) {
        database.execute("UPDATE instance SET lease_until = 1 WHERE id = '" + instance + "'");
    }

    @Test
    void firstInstanceHasAllShardsAndHandsHalfToTheSecond() {
        assertThat(of("a", sign("a"))).containsExactly(0, 1, 2, 3);
        assertThat(sign("b").live()).containsExactlyInAnyOrder("a", "b");

        Standing divided = sign("a");

        assertThat(of("a", divided)).hasSize(2);
        assertThat(of("b", divided)).hasSize(2);
        assertThat(sign("b").shards()).isEqualTo(divided.shards());
    }

    @Test
    void withoutAConduitThereAreNoShards() {
        conduits.forget("conduit");
        Standing standing = sign("a");
        assertThat(standing.conduit()).isEmpty();
        assertThat(standing.shards()).isEmpty();
    }

    @Test
    void anotherConduitBeginsWithNobodyServing() {
        sign("a", Map.of());
        sign("a", Map.of(0, "session"));
        conduits.forget("conduit");
        conduits.save(new StoredConduit("next", 2), conduits.find().map(StoredConduit::id));

        assertThat(sign("a").shards())
                .containsExactly(
                        new ShardLease(0, Optional.of("a"), Optional.empty()),
                        new ShardLease(1, Optional.of("a"), Optional.empty()));
    }

    @Test
    void shardsFollowTheSizeOfTheConduit() {
        sign("a");
        conduits.save(new StoredConduit("conduit", 5), conduits.find().map(StoredConduit::id));
        assertThat(of("a", sign("a"))).containsExactly(0, 1, 2, 3, 4);
        conduits.save(new StoredConduit("conduit", 1), conduits.find().map(StoredConduit::id));
        assertThat(of("a", sign("a"))).containsExactly(0);
    }

    @Test
    void shardsOfAnInstanceWhoseLeaseEndedAreTakenAndThoseOfALiveOneAreNot() {
        sign("a");
        sign("b");
        sign("a");
        assertThat(of("b", sign("b"))).hasSize(2);

        leaseEnds("a");
        Standing taken = sign("b");

        assertThat(of("b", taken)).hasSize(4);
        assertThat(taken.live()).containsExactly("b");
    }

    @Test
    void instanceThatWasAwayIsToldSoAndTakesNothingUntilOthersHadTimeToComeBack() {
        sign("a");
        sign("b");
        sign("a");
        leaseEnds("a");
        leaseEnds("b");

        Standing back = sign("a");

        assertThat(back.lapsed()).isTrue();
        assertThat(of("a", back)).hasSize(2);
        Standing careful = roster.sign(new Sign("a", Map.of(), false, false, true));
        assertThat(careful.lapsed()).isFalse();
        assertThat(of("a", careful)).hasSize(2);
        assertThat(of("a", sign("a"))).as("b did not come back").hasSize(4);
    }

    @Test
    void ownerIsKnownToServeWhenItSaysSoAndTheOldOneMayCloseThen() {
        sign("a");
        Standing before = sign("a", Map.of(0, "s0", 1, "s1", 2, "s2", 3, "s3"));
        assertThat(before.shards()).allMatch(shard -> shard.servedBy().equals(Optional.of("a")));
        sign("b");
        int moved = of("b", sign("a")).get(0);

        assertThat(sign("a").shards().get(moved).servedBy()).contains("a");
        assertThat(sign("b", Map.of(moved, "new")).shards().get(moved).servedBy())
                .contains("b");
        assertThat(sign("a", Map.of(moved, "late")).shards().get(moved).servedBy())
                .as("the owner was faster")
                .contains("b");
    }

    @Test
    void whoLeavesServesUntilOthersDo() {
        sign("a");
        sign("a", Map.of(0, "s0", 1, "s1", 2, "s2", 3, "s3"));
        sign("b");

        roster.leave("a");
        assertThat(roster.handover("a")).isEqualTo(Handover.UNDER_WAY);
        Standing taken = sign("b");
        assertThat(of("b", taken)).hasSize(4);
        sign("b", Map.of(0, "t0", 1, "t1", 2, "t2", 3, "t3"));

        assertThat(roster.handover("a")).isEqualTo(Handover.DONE);
        roster.leave("b");
        assertThat(roster.handover("b")).as("it was the last").isEqualTo(Handover.NOBODY_LEFT);
    }

    @Test
    void whoLeavesWaitsForNobodyOnceTheOthersHaveLeftToo() {
        sign("a");
        sign("a", Map.of(0, "s0", 1, "s1", 2, "s2", 3, "s3"));
        sign("b");
        roster.leave("a");
        assertThat(roster.handover("a")).isEqualTo(Handover.UNDER_WAY);

        roster.leave("b");

        assertThat(roster.handover("a")).isEqualTo(Handover.NOBODY_LEFT);
    }

    @Test
    void whoLeavesWaitsForNobodyWhoseLeaseHasEnded() {
        sign("a");
        sign("a", Map.of(0, "s0", 1, "s1", 2, "s2", 3, "s3"));
        sign("b");
        roster.leave("a");

        leaseEnds("b");

        assertThat(roster.handover("a")).isEqualTo(Handover.NOBODY_LEFT);
    }

    @Test
    void leaderHearsOnceThatAnotherAsked() {
        roster.sign(new Sign("a", Map.of(), true, false, false));
        assertThat(sign("b").asked()).as("it does not lead").isFalse();
        assertThat(roster.sign(new Sign("b", Map.of(), false, true, false)).asked())
                .isTrue();
        assertThat(roster.sign(new Sign("b", Map.of(), false, true, false)).asked())
                .isFalse();
    }

    @Test
    void aHundredSignsAtOnceNeitherFailNorGiveAShardToTwo() throws Exception {
        conduits.save(new StoredConduit("conduit", 10), conduits.find().map(StoredConduit::id));
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Callable<Standing>> signs = IntStream.range(0, 100)
                    .<Callable<Standing>>mapToObj(n -> () -> sign("i" + n % 5))
                    .toList();
            for (Future<Standing> done : threads.invokeAll(signs)) {
                assertThat(done.get().shards()).hasSize(10);
            }
        } finally {
            threads.shutdownNow();
        }
        IntStream.range(0, 5).forEach(n -> sign("i" + n));
        Standing settled = sign("i0");
        assertThat(IntStream.range(0, 5).map(n -> of("i" + n, settled).size())).containsOnly(2);
    }
}
