package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterStore;
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
    void nothingThatIsCountedAtTheSameTimeIsLost() {
        IntStream.range(0, 40).parallel().forEach(i -> {
            add(CHANNEL, "together", 1);
            store.countFor(CHANNEL, "hug", new TwitchUserId("7"), Instant.EPOCH);
        });

        assertThat(add(CHANNEL, "together", 0)).isEqualTo(40);
        assertThat(store.countFor(CHANNEL, "hug", new TwitchUserId("7"), Instant.EPOCH))
                .isEqualTo(41);
    }

    @Test
    void aPurgedChannelHasNeither() {
        add(CHANNEL, "deaths", 3);
        add(OTHER, "deaths", 4);
        store.countFor(CHANNEL, "hug", new TwitchUserId("7"), Instant.EPOCH);

        store.purge(CHANNEL);

        assertThat(add(CHANNEL, "deaths", 0)).isZero();
        assertThat(add(OTHER, "deaths", 0)).isEqualTo(4);
        assertThat(store.countFor(CHANNEL, "hug", new TwitchUserId("7"), Instant.EPOCH))
                .isEqualTo(1);
    }
}
