package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.TwitchConfig.Transport;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.RequestLog;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.ShardsAtTwitch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How soon after the end of a fault the whole bot hears everything planned again, greets a raid and answers a line. Prints a table.
 *
 * <p>The rows of a transport share a bot, as the faults of one day do.
 */
@Tag("full")
class RecoveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SUBSCRIPTIONS = "/helix/eventsub/subscriptions";

    @TempDir
    static Path folder = Path.of("");

    private static final Map<Transport, Bot> bots = new TreeMap<>();
    private static final RecoveryTable table = new RecoveryTable();

    @AfterAll
    static void printAndClose() {
        table.print();
        bots.values().forEach(bot -> bot.stage.close());
        bots.clear();
    }

    private static Path folder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<RecoveryRow> shortRows() {
        return RecoveryRow.all().filter(row -> !row.isLong());
    }

    static Stream<RecoveryRow> longRows() {
        return RecoveryRow.all().filter(RecoveryRow::isLong);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shortRows")
    void everythingPlannedIsHeardSoonAfterTheFaultIsOver(RecoveryRow row) {
        recovers(row);
    }

    @Tag("recovery")
    @ParameterizedTest(name = "{0}")
    @MethodSource("longRows")
    void everythingPlannedIsHeardSoonAfterALongFaultIsOver(RecoveryRow row) {
        recovers(row);
    }

    private static void recovers(RecoveryRow row) {
        Bot bot = bots.computeIfAbsent(row.transport(), Bot::new);
        boolean isRecovered = false;
        try {
            bot.recover(row);
            isRecovered = true;
        } finally {
            if (!isRecovered) {
                // The next row must not pay for this one.
                bots.remove(row.transport());
                bot.stage.close();
            }
        }
    }

    @Test
    void socketsThatAreCutAgainAndAgainAreBackAtOnceEachTime() {
        for (int i = 0; i < 6; i++) {
            recovers(RecoveryRow.cut());
        }
    }

    @Test
    void tokensAreRefreshedSoonAfterALockOfTheDatabase() throws Exception {
        recoversFromLock(3);
    }

    @Tag("recovery")
    @Test
    void tokensAreRefreshedSoonAfterALongLockOfTheDatabase() throws Exception {
        recoversFromLock(20);
    }

    /** Another program writes to the SQLite file so long, while Twitch refuses all tokens. */
    private static void recoversFromLock(int seconds) throws Exception {
        Duration within = Duration.ofSeconds(4);
        Path file = folder("locked" + seconds);
        try (Stage stage = new Stage(file, SimulatorOptions.defaults(), DatabaseKind.SQLITE)) {
            stage.connectBot();
            SimulatedUser alice = stage.connectChannel("alice");
            SimulatedUser bob = stage.connectChannel("bob");
            stage.awaitSettled();
            Slowness slowness = new Slowness(stage);
            Map<String, Long> planned = enabled(stage.twitch);
            CompletableFuture<Void> enough = new CompletableFuture<>();
            long over;
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file.resolve("herald.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                stage.twitch.users().forEach(one -> stage.twitch.expireAccessTokens(one.id()));
                stage.twitch.expireAppTokens();
                assertThat(stage.twitch.sockets().closeAll(4000)).isPositive();
                CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(() -> enough.complete(null));
                enough.join();
                assertThat(enabled(stage.twitch)).isNotEqualTo(planned);
                statement.execute("ROLLBACK");
                over = System.nanoTime();
            }
            patiently().until(() -> enabled(stage.twitch).equals(planned));
            Duration subscribed = Duration.ofNanos(System.nanoTime() - over);
            greetAndAnswer(stage.twitch, alice, bob, 1);
            Duration answered = Duration.ofNanos(System.nanoTime() - over);
            table.add(
                    "SQLite locked " + seconds + " s, tokens refused",
                    "websocket running",
                    subscribed,
                    answered,
                    within);
            slowness.look();
            assertThat(answered).isLessThanOrEqualTo(within.plus(slowness.allowance()));
        }
    }

    /** How slow the machine is, which other tests have too: what is measured here is Herald. */
    private static final class Slowness {
        /** So much longer a recovery may take than two short requests do, of which it has a few dozen one after the other. */
        private static final int REQUESTS = 20;

        private final Stage stage;
        private Duration slowest = Duration.ZERO;

        Slowness(Stage stage) {
            this.stage = stage;
            look();
        }

        void look() {
            for (int i = 0; i < 3; i++) {
                long began = System.nanoTime();
                Stage.isSettled(stage.address);
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
        }

        Duration allowance() {
            return slowest.multipliedBy(REQUESTS);
        }
    }

    @Test
    void aRestartListsWhatTwitchHasOnceForEachAccountAndDeletesNothing() {
        try (Stage stage = new Stage(folder("lists"), SimulatorOptions.defaults())) {
            stage.connectBot();
            stage.connectChannel("alice");
            stage.connectChannel("bob");
            stage.awaitSettled();
            Map<String, Long> planned = enabled(stage.twitch);
            stage.stop();
            int before = stage.twitch.requests().all().size();
            stage.restart();
            patiently().until(() -> enabled(stage.twitch).equals(planned));
            // The start has learnt where the bot moderates, which may change the plan.
            patiently()
                    .until(() -> since(stage, before).anyMatch(one -> one.path().equals("/helix/moderation/channels")));
            // Whatever was asked for until now is done before this.
            stage.connectChannel("carol");

            long lists = since(stage, before)
                    .filter(one -> one.method().equals("GET") && one.path().equals(SUBSCRIPTIONS))
                    .count();
            assertThat(lists).as("the bot, alice, bob and perhaps carol").isBetween(3L, 4L);
            assertThat(since(stage, before)
                            .filter(one ->
                                    one.method().equals("DELETE") && one.path().equals(SUBSCRIPTIONS)))
                    .as("Twitch knows that those of the sockets before are dead")
                    .isEmpty();
        }
    }

    private static Stream<RequestLog.Entry> since(Stage stage, int before) {
        return stage.twitch.requests().all().stream().skip(before);
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    /** What belongs to the conduit itself goes with it. */
    static Map<String, Long> enabled(TwitchSimulator twitch) {
        return twitch.subscriptions().stream()
                .filter(SimulatedSubscription::enabled)
                .filter(one -> !one.type().startsWith("conduit."))
                .collect(Collectors.groupingBy(
                        one -> one.type() + new TreeMap<>(one.condition()), TreeMap::new, Collectors.counting()));
    }

    /**
     * Returns when a raid of more than a thousand viewers was greeted and a line answered, each once; in two channels, since the bot
     * says one line a second where it is no moderator.
     */
    static void greetAndAnswer(TwitchSimulator twitch, SimulatedUser raided, SimulatedUser asking, int number) {
        int viewers = 1000 + number;
        SimulatedUser raider = twitch.user("raider" + number);
        assertThat(twitch.raid(raider.id(), raided.id(), viewers).notified()).isEqualTo(1);
        String line =
                twitch.chat(ChatLine.of(asking.id(), raider.id(), "!ping")).messageId();
        twitch.awaitMessages(
                all -> all.stream()
                                        .filter(one -> one.text().contains(" " + viewers + " "))
                                        .count()
                                == 1
                        && all.stream()
                                        .filter(one -> line.equals(one.replyTo()))
                                        .count()
                                == 1,
                PATIENCE);
    }

    /** One that has four channels or more. */
    static final class Bot {
        final Stage stage;
        final Transport transport;
        private final List<SimulatedUser> channels = new ArrayList<>();
        private int number;

        private Bot(Transport transport) {
            this.transport = transport;
            stage = new Stage(
                    folder(transport + "-" + System.nanoTime()),
                    // Faults come more often than once a day here, and so do the calls and lines after them.
                    SimulatorOptions.defaults()
                            .withHelixPointsPerMinute(100_000)
                            .withChatMessagesPerWindow(7_500));
            stage.transport = transport;
            stage.verified = true;
            stage.restart();
            stage.connectBot();
            for (int n = 0; n < 4; n++) {
                connectAnother();
            }
            stage.awaitSettled();
        }

        void connectAnother() {
            channels.add(stage.connectChannel("channel" + channels.size()));
        }

        void expireTokens() {
            stage.twitch.users().forEach(one -> stage.twitch.expireAccessTokens(one.id()));
            stage.twitch.expireAppTokens();
        }

        int accounts() {
            return channels.size() + 1;
        }

        /** From the last faulty answer, or where there is none from the fault itself. */
        private void recover(RecoveryRow row) {
            Slowness slowness = new Slowness(stage);
            Map<String, Long> planned = enabled(stage.twitch);
            assertThat(planned).isNotEmpty();
            int expected = planned.size() + (row.connects() ? planned.size() / channels.size() / 2 : 0);
            if (row.atStart()) {
                stage.stop();
            }
            int opened = socketsOpened();
            int sockets = row.atStart() ? 1 : stage.twitch.sockets().count();
            CompletableFuture<Long> over = new CompletableFuture<>();
            row.plan(this, over);
            if (!over.isDone() && row.endsByItself()) {
                var unused = CompletableFuture.runAsync(() -> {
                    patiently()
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> stage.twitch.faults().left() == 0);
                    over.complete(System.nanoTime());
                });
            }
            row.happen(this);
            patiently().until(() -> {
                Map<String, Long> now = enabled(stage.twitch);
                return over.isDone()
                        && socketsOpened() >= opened + sockets * (row.losesSockets() ? 1 : 0)
                        && (row.connects() ? now.size() >= expected : now.equals(planned))
                        && (transport == Transport.WEBSOCKET
                                || stage.twitch.sockets().serving() == 2);
            });
            Duration subscribed = since(over);
            number++;
            greetAndAnswer(stage.twitch, channels.get(2 * number % 4), channels.get((2 * number + 1) % 4), number);
            Duration answered = since(over);
            table.add(
                    row.name(),
                    transport.name().toLowerCase(Locale.ROOT) + (row.atStart() ? " start" : " running"),
                    subscribed,
                    answered,
                    row.within());
            stage.awaitSettled();
            slowness.look();
            assertThat(answered).isLessThanOrEqualTo(row.within().plus(slowness.allowance()));
        }

        private static Duration since(CompletableFuture<Long> over) {
            return Duration.ofNanos(System.nanoTime() - over.join());
        }

        private int socketsOpened() {
            return (int) stage.twitch.requests().all().stream()
                    .filter(one -> one.path().equals("/ws") && one.status() == 101)
                    .count();
        }

        /** As if somebody had deleted them while nothing of the bot's ran. */
        void deleteConduits() {
            new ShardsAtTwitch(stage.twitch).deleteConduits();
        }

        void endAfter(long seconds, CompletableFuture<Long> over) {
            CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(() -> {
                stage.twitch.faults().clear();
                over.complete(System.nanoTime());
            });
        }
    }
}
