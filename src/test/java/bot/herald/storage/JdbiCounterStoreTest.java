package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterStore;
import bot.herald.feature.command.CounterStore.Counter;
import bot.herald.feature.command.CounterStore.ViewerCount;
import bot.herald.identity.TwitchUserId;
import bot.herald.template.CounterStep;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class JdbiCounterStoreTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private JdbiCounterStore store;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        store = new JdbiCounterStore(database.database());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long add(TwitchUserId channel, String name, long number) {
        return store.step(channel, name, new CounterStep(false, number));
    }

    @Test
    void aCounterIsReadAddedToAndSet() {
        assertThat(add(CHANNEL, "deaths", 0)).isZero();
        assertThat(add(CHANNEL, "deaths", 3)).isEqualTo(3);
        assertThat(add(CHANNEL, "deaths", -1)).isEqualTo(2);
        assertThat(store.step(CHANNEL, "deaths", new CounterStep(true, 40))).isEqualTo(40);
        assertThat(store.step(CHANNEL, "deaths", new CounterStep(true, 0))).isZero();
        assertThat(add(OTHER, "deaths", 0)).isZero();
    }

    @Test
    void aHundredCountersAndNoMoreWithinTheirBounds() {
        for (int i = 0; i < CounterStore.MOST; i++) {
            store.step(CHANNEL, "c" + i, new CounterStep(true, CommandBook.MOST_COUNTED));
        }
        assertThat(add(CHANNEL, "more", 1)).isEqualTo(1);
        assertThat(add(CHANNEL, "more", 1)).isEqualTo(1);
        assertThat(add(CHANNEL, "c1", 1)).isEqualTo(CommandBook.MOST_COUNTED);
        assertThat(add(CHANNEL, "c1", -1)).isEqualTo(CommandBook.MOST_COUNTED - 1);
        assertThat(add(OTHER, "more", 1)).isEqualTo(1);
    }

    @Test
    void noCounterIsSetBeyondItsBounds() {
        long beyond = CommandBook.MOST_COUNTED + 1;
        assertThat(store.step(CHANNEL, "new", new CounterStep(true, beyond))).isEqualTo(CommandBook.MOST_COUNTED);
        assertThat(store.step(CHANNEL, "new", new CounterStep(true, -beyond))).isEqualTo(-CommandBook.MOST_COUNTED);
        assertThat(add(CHANNEL, "added", -beyond)).isEqualTo(-CommandBook.MOST_COUNTED);
    }

    @Test
    void nothingThatIsCountedAtTheSameTimeIsLost() {
        IntStream.range(0, 40).parallel().forEach(i -> {
            add(CHANNEL, "together", 1);
            store.countFor(CHANNEL, "hug", new TwitchUserId("7"), "Vera", Instant.EPOCH);
        });

        assertThat(add(CHANNEL, "together", 0)).isEqualTo(40);
        assertThat(store.countFor(CHANNEL, "hug", new TwitchUserId("7"), "Vera", Instant.EPOCH))
                .isEqualTo(41);
    }

    @Test
    void countersAreListedMadeRenamedAndDeleted() {
        assertThat(store.insert(CHANNEL, new Counter("wins", 2))).isTrue();
        assertThat(store.insert(CHANNEL, new Counter("wins", 3))).isFalse();
        add(CHANNEL, "deaths", 7);
        assertThat(store.all(CHANNEL)).containsExactly(new Counter("deaths", 7), new Counter("wins", 2));
        assertThat(store.all(OTHER)).isEmpty();

        assertThat(store.replace(CHANNEL, new Counter("wins", 1), new Counter("wins", 9)))
                .as("it was counted since")
                .isFalse();
        assertThat(store.replace(CHANNEL, new Counter("wins", 2), new Counter("deaths", 9)))
                .as("the name is taken")
                .isFalse();
        assertThat(store.replace(CHANNEL, new Counter("wins", 2), new Counter("victories", 9)))
                .isTrue();
        assertThat(store.value(CHANNEL, "victories")).hasValue(9);
        assertThat(store.value(CHANNEL, "wins")).isEmpty();
        assertThat(store.delete(CHANNEL, "victories")).isTrue();
        assertThat(store.delete(CHANNEL, "victories")).isFalse();
    }

    @Test
    void whoWasAnsweredMostIsListedForEachCommandAndForgotten() {
        for (int viewer = 10; viewer < 20; viewer++) {
            for (int i = 0; i < viewer; i++) {
                store.countFor(
                        CHANNEL, "hug", new TwitchUserId(String.valueOf(viewer)), "Viewer" + viewer, Instant.EPOCH);
            }
        }
        store.countFor(CHANNEL, "lurk", new TwitchUserId("7"), "Vera", Instant.EPOCH);
        store.countFor(CHANNEL, "lurk", new TwitchUserId("7"), "VERA", Instant.EPOCH);
        store.countFor(OTHER, "lurk", new TwitchUserId("7"), "Vera", Instant.EPOCH);

        assertThat(store.viewers(CHANNEL, 2))
                .containsExactly(
                        new ViewerCount("hug", "Viewer19", 19),
                        new ViewerCount("hug", "Viewer18", 18),
                        new ViewerCount("lurk", "VERA", 2));
        assertThat(store.forgetViewers(CHANNEL, "hug")).isEqualTo(10);
        assertThat(store.viewers(CHANNEL, 2)).containsExactly(new ViewerCount("lurk", "VERA", 2));
        assertThat(store.viewers(OTHER, 2)).hasSize(1);
    }

    @Test
    void aPurgedChannelHasNeither() {
        add(CHANNEL, "deaths", 3);
        add(OTHER, "deaths", 4);
        store.countFor(CHANNEL, "hug", new TwitchUserId("7"), "Vera", Instant.EPOCH);

        store.purge(CHANNEL);

        assertThat(add(CHANNEL, "deaths", 0)).isZero();
        assertThat(add(OTHER, "deaths", 0)).isEqualTo(4);
        assertThat(store.countFor(CHANNEL, "hug", new TwitchUserId("7"), "Vera", Instant.EPOCH))
                .isEqualTo(1);
    }
}
