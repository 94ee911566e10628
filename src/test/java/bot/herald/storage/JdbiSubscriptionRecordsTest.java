package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionStatus;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
class JdbiSubscriptionRecordsTest {
    private static final TwitchUserId ALICE = new TwitchUserId("1");
    private static final TwitchUserId BOB = new TwitchUserId("2");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private JdbiSubscriptionRecords records;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        records = new JdbiSubscriptionRecords(database.database());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static SubscriptionStatus status(TwitchUserId user, String type, SubscriptionState state) {
        return new SubscriptionStatus(user, type, "1", state, "because", NOON, 1);
    }

    @Test
    void everyStateComesBackAsItWasWritten() {
        List<SubscriptionStatus> all = Arrays.stream(SubscriptionState.values())
                .sorted(Comparator.comparing(SubscriptionState::text))
                .map(state -> status(ALICE, "type." + state.text(), state))
                .toList();
        records.replace(Map.of(ALICE, all));

        assertThat(records.all()).containsOnly(Map.entry(ALICE, all));
    }

    @Test
    void onlyTheNamedBroadcastersAreReplacedAndAnEmptyListForgetsOne() {
        List<SubscriptionStatus> raid = List.of(status(ALICE, "channel.raid", SubscriptionState.ENABLED));
        records.replace(Map.of(ALICE, raid, BOB, List.of(status(BOB, "channel.raid", SubscriptionState.PENDING))));

        records.replace(Map.of(BOB, List.of()));
        records.replace(Map.of());

        assertThat(records.all()).containsOnly(Map.entry(ALICE, raid));
        records.clear();
        assertThat(records.all()).isEmpty();
    }

    @Test
    void markTellsThatSomethingWasWritten() {
        String empty = records.mark();
        records.replace(Map.of(ALICE, List.of(status(ALICE, "channel.raid", SubscriptionState.PENDING))));
        String pending = records.mark();
        assertThat(pending).isNotEqualTo(empty).isEqualTo(records.mark());

        records.replace(Map.of(
                ALICE,
                List.of(new SubscriptionStatus(
                        ALICE, "channel.raid", "1", SubscriptionState.ENABLED, "because", NOON.plusMillis(1), 1))));

        assertThat(records.mark()).isNotEqualTo(pending);
    }
}
