package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feed.Activity;
import bot.herald.feed.Activity.Bucket;
import bot.herald.feed.Activity.Raid;
import bot.herald.feed.Activity.Stream;
import bot.herald.feed.Activity.Width;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbiActivityStoreTest {
    private static final TwitchUserId ALICE = new TwitchUserId("100");
    private static final TwitchUserId BOB = new TwitchUserId("200");
    private static final TwitchUserId RAIDER = new TwitchUserId("300");
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private JdbiActivityStore store;

    @BeforeEach
    void start() {
        database = new TestDatabase(folder);
        store = new JdbiActivityStore(database.database());
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void whatIsAddedIsInBucketsOfEveryWidth() {
        store.add(ALICE, NOON.plusSeconds(61), 10, 2);
        store.add(ALICE, NOON.plusSeconds(119), 5, 1);
        store.add(ALICE, NOON.plusSeconds(16 * 60), 1, 0);
        store.add(BOB, NOON, 7, 7);

        assertThat(store.since(ALICE, NOON, Width.MINUTE).buckets())
                .containsExactly(new Bucket(NOON.plusSeconds(60), 15, 3), new Bucket(NOON.plusSeconds(16 * 60), 1, 0));
        assertThat(store.since(ALICE, NOON, Width.QUARTER).buckets())
                .containsExactly(new Bucket(NOON, 15, 3), new Bucket(NOON.plusSeconds(900), 1, 0));
        assertThat(store.since(ALICE, NOON, Width.HOUR).buckets()).containsExactly(new Bucket(NOON, 16, 3));
    }

    @Test
    void channelsAreReadTogetherAndRaidsNoMoreThanAskedFor() {
        store.add(ALICE, NOON, 10, 2);
        store.add(ALICE, NOON.plusSeconds(3600), 1, 0);
        store.add(BOB, NOON.minusSeconds(1), 7, 7);
        for (int second = 0; second < 3; second++) {
            store.raided(ALICE, new Raid(NOON.plusSeconds(second), RAIDER, "raider", "Raider", second));
        }

        assertThat(store.said(List.of(ALICE, BOB), NOON, Width.HOUR))
                .isEqualTo(Map.of(ALICE, List.of(new Bucket(NOON, 10, 2), new Bucket(NOON.plusSeconds(3600), 1, 0))));
        assertThat(store.said(List.of(), NOON, Width.HOUR)).isEmpty();
        assertThat(store.raids(ALICE, NOON, 2)).extracting(Raid::viewers).containsExactly(1, 2);
    }

    @Test
    void aStreamRunsUntilItEndsAndARaidIsKeptOnce() {
        Raid raid = new Raid(NOON, RAIDER, "raider", "Raider", 42);
        store.raided(ALICE, raid);
        store.raided(ALICE, raid);
        store.began(ALICE, NOON);
        store.began(ALICE, NOON);

        Activity running = store.since(ALICE, NOON, Width.HOUR);
        assertThat(running.raids()).containsExactly(raid);
        assertThat(running.streams()).containsExactly(new Stream(NOON, Instant.MAX));

        store.ended(ALICE, NOON.plusSeconds(3600));
        store.ended(ALICE, NOON.plusSeconds(7200));
        assertThat(store.since(ALICE, NOON, Width.HOUR).streams())
                .containsExactly(new Stream(NOON, NOON.plusSeconds(3600)));
        assertThat(store.since(ALICE, NOON.plusSeconds(3601), Width.HOUR).streams())
                .isEmpty();
    }

    @Test
    void eachWidthIsKeptForItsTimeAndRaidsForFourHundredDays() {
        store.add(ALICE, NOON, 10, 2);
        store.raided(ALICE, new Raid(NOON, RAIDER, "raider", "Raider", 42));
        store.began(ALICE, NOON);

        store.sweep(NOON.plus(Duration.ofDays(2)).plusSeconds(1));
        assertThat(store.since(ALICE, NOON, Width.MINUTE).buckets()).isEmpty();
        assertThat(store.since(ALICE, NOON, Width.QUARTER).buckets()).hasSize(1);

        store.sweep(NOON.plus(Duration.ofDays(399)));
        assertThat(store.since(ALICE, NOON, Width.QUARTER).buckets()).isEmpty();
        assertThat(store.since(ALICE, NOON, Width.HOUR).buckets()).hasSize(1);
        assertThat(store.since(ALICE, NOON, Width.HOUR).raids()).hasSize(1);

        store.sweep(NOON.plus(Duration.ofDays(401)));
        assertThat(store.since(ALICE, NOON, Width.HOUR)).isEqualTo(Activity.NONE);
    }

    @Test
    void aChannelIsErasedAndAPersonIsErasedFromTheRaids() {
        for (TwitchUserId channel : List.of(ALICE, BOB)) {
            store.add(channel, NOON, 10, 2);
            store.raided(channel, new Raid(NOON, RAIDER, "raider", "Raider", 42));
            store.began(channel, NOON);
        }

        store.purge(ALICE);

        assertThat(store.since(ALICE, NOON, Width.HOUR)).isEqualTo(Activity.NONE);
        assertThat(store.since(BOB, NOON, Width.HOUR).raids()).hasSize(1);
        new JdbiPeopleRegister(database.database()).erase(RAIDER, new TwitchUserId("01"));
        assertThat(store.since(BOB, NOON, Width.HOUR).raids()).isEmpty();
        assertThat(store.since(BOB, NOON, Width.HOUR).buckets()).hasSize(1);
    }
}
