package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.event.RaidReceived;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import bot.herald.storage.JdbiConduitStore;
import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.StateTotals;
import bot.herald.subscription.SubscriptionPlan;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import bot.herald.testing.TestDatabase;
import bot.herald.twitch.http.ApiBudget;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A conduit or its shards lost, or only seemingly lost, at the simulated Twitch. */
@Tag("full")
class ConduitFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SUBSCRIPTIONS = "/helix/eventsub/subscriptions";
    private static final String CONDUITS = "/helix/eventsub/conduits";
    private static final String SHARDS = "/helix/eventsub/conduits/shards";
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Fault NO_CONDUITS = Fault.status(200, "{\"data\":[]}", "application/json", Map.of());
    /** Two channels' raids and chats, and what tells of disabled shards. */
    private static final int ALL = 5;

    @TempDir
    Path folder = Path.of("");

    private final TwitchSimulator twitch = TwitchSimulator.start(SimulatorOptions.defaults());
    private final SimulatedApp app = new SimulatedApp(twitch);
    private TestDatabase database;
    private ConduitStore store;
    private SubscriptionPlan plan = SubscriptionPlan.EMPTY;
    private final List<ConduitBot> bots = new ArrayList<>();

    @BeforeEach
    void open() {
        database = new TestDatabase(folder);
        store = new JdbiConduitStore(database.database(), twitch.clientId());
        SimulatedUser bot = twitch.user("thebot");
        twitch.grant(bot.id(), List.of("user:read:chat", "user:bot"));
        plan = ConduitBot.plan(bot, List.of(channel("one"), channel("two")));
    }

    @AfterEach
    void close() {
        bots.forEach(ConduitBot::close);
        twitch.close();
        database.close();
    }

    private SimulatedUser channel(String login) {
        SimulatedUser channel = twitch.user(login);
        twitch.grant(channel.id(), List.of("channel:bot"));
        return channel;
    }

    private ConduitBot start(Duration betweenInspections) {
        return start(new ConduitShards.Pauses(Duration.ofMillis(200), betweenInspections, betweenInspections));
    }

    private ConduitBot start(ConduitShards.Pauses pauses) {
        Clock clock = Clock.systemUTC();
        ConduitBot bot = new ConduitBot(twitch, app, store, 2, plan, clock, () -> new ApiBudget(clock), pauses);
        bots.add(bot);
        return bot.start();
    }

    private ConduitBot started(Duration betweenInspections) {
        ConduitBot bot = start(betweenInspections);
        awaitAll(bot);
        return bot;
    }

    /** Every subscription once, on the one conduit there is, with both shards served. */
    private void awaitAll(ConduitBot bot) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(conduits()).hasSize(1);
            String only = conduits().get(0);
            assertThat(store.find().map(StoredConduit::id)).contains(only);
            assertThat(twitch.subscriptions().stream().filter(one -> one.enabled() && only.equals(one.conduitId())))
                    .hasSize(ALL);
            assertThat(IntStream.range(0, 2).mapToObj(n -> app.shards(only).path(n)))
                    .allMatch(shard -> shard.path("status").asText().equals("enabled"));
            assertThat(StateTotals.of(bot.directory)).containsOnly(Map.entry(SubscriptionState.ENABLED, ALL - 1));
            assertThat(bot.shards.check().up()).isTrue();
            assertThat(store.former()).isEmpty();
        });
    }

    private List<String> conduits() {
        return StreamSupport.stream(app.conduits().spliterator(), false)
                .map(conduit -> conduit.path("id").asText())
                .toList();
    }

    private void assertRaidsArrive(ConduitBot bot) {
        bot.events.clear();
        for (String channel : List.of("one", "two")) {
            assertThat(twitch.raid(
                                    twitch.user("raider").id(),
                                    twitch.user(channel).id(),
                                    3)
                            .notified())
                    .isEqualTo(1);
        }
        await().atMost(SOON)
                .until(() -> bot.events.stream()
                                .filter(RaidReceived.class::isInstance)
                                .count()
                        == 2);
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Each met once, unless another number is named, at the start; bounds are twice the goals. */
    static Stream<Arguments> faultsOfAMoment() {
        Fault points = Fault.status(429, said(429, "rate limit exceeded"), "application/json", Map.of());
        Fault pointsUntil = Fault.status(
                429,
                said(429, "rate limit exceeded"),
                "application/json",
                Map.of("Ratelimit-Remaining", "0", "Ratelimit-Limit", "800", "Ratelimit-Reset", secondsFromNow(1)));
        List<Arguments> all = new ArrayList<>();
        for (Object[] row : new Object[][] {
            {"500", 1, Fault.status(500)},
            {"503", 3, Fault.status(503)},
            {"429 points", 1, points},
            {"429 points, reset in 1 s", 1, pointsUntil},
            {"429 transports", 1, refused(429, "number of websocket transports limit exceeded")},
            {"429 type and condition", 1, refused(429, "maximum subscriptions with type and condition exceeded")},
            {"401", 1, refused(401, "Invalid OAuth token")},
            {"409 without id", 1, refused(409, "subscription already exists")},
            {"400 session", 1, refused(400, "session does not exist")},
            {"400", 1, refused(400, "something is missing")},
            {"404", 1, refused(404, "not found")},
            {"HTML 200", 1, Fault.html(200)},
            {"reset", 1, Fault.reset()},
            {"lost response", 1, Fault.resetAfterProcessing()}
        }) {
            all.add(Arguments.of("post: " + row[0], "POST", SUBSCRIPTIONS, row[1], row[2]));
        }
        for (Object[] row : new Object[][] {
            {"500", Fault.status(500)},
            {"429", points},
            {"401", refused(401, "Invalid OAuth token")},
            {"HTML 200", Fault.html(200)},
            {"reset", Fault.reset()},
            {"404", Fault.status(404)}
        }) {
            all.add(Arguments.of("list: " + row[0], "GET", SUBSCRIPTIONS, 1, row[1]));
            all.add(Arguments.of("list conduits: " + row[0], "GET", CONDUITS, 1, row[1]));
            all.add(Arguments.of("patch shards: " + row[0], "PATCH", SHARDS, 1, row[1]));
        }
        return all.stream();
    }

    private static String said(int status, String message) {
        return "{\"error\":\"\",\"status\":%d,\"message\":\"%s\"}".formatted(status, message);
    }

    private static Fault refused(int status, String message) {
        return Fault.status(status, said(status, message), "application/json", Map.of());
    }

    private static String secondsFromNow(int seconds) {
        return Long.toString(Clock.systemUTC().instant().getEpochSecond() + seconds);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfAMoment")
    void faultOfAMomentAtTheStartIsOverWithinTwiceTheGoal(
            String name, String method, String path, int times, Fault fault) {
        twitch.faults().next(method, path, times, fault);
        ConduitBot bot = start(NEVER);
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> twitch.faults().left() == 0);
        long over = System.nanoTime();
        awaitAll(bot);
        System.out.printf(
                "conduit start, %s: all back after %d ms%n", name, since(over).toMillis());
        assertThat(since(over)).isLessThan(Duration.ofSeconds(4));
        assertRaidsArrive(bot);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void strayNotFoundOnAssigningShardsKeepsTheConduitAndItsSubscriptions(int times) {
        ConduitBot bot = started(NEVER);
        String conduit = conduits().get(0);
        twitch.requests().clear();
        twitch.faults().next("PATCH", SHARDS, times, Fault.status(404));

        twitch.sockets().cutAllTcp();
        await().atMost(SOON).until(() -> twitch.faults().left() == 0);
        awaitAll(bot);

        assertThat(conduits()).containsExactly(conduit);
        assertThat(twitch.requests().count("POST", CONDUITS)).isZero();
        assertThat(twitch.requests().count("POST", SUBSCRIPTIONS)).isZero();
        assertRaidsArrive(bot);
    }

    @Test
    void logSaysOnceForEachIncidentThatAnAnswerDeniedTheConduit() {
        ConduitBot bot = started(NEVER);
        Logger logger = (Logger) LoggerFactory.getLogger(CurrentConduit.class);
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        try {
            for (int incident = 1; incident <= 2; incident++) {
                twitch.faults().next("PATCH", SHARDS, 3, Fault.status(404));
                twitch.sockets().cutAllTcp();
                await().atMost(SOON).until(() -> twitch.faults().left() == 0);
                awaitAll(bot);
                assertThat(List.copyOf(log.list))
                        .extracting(ILoggingEvent::getFormattedMessage)
                        .hasSize(incident)
                        .allMatch(line -> line.contains("is unknown to Twitch, according to an answer"));
            }
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }
    }

    @Test
    void strayNotFoundAtTheStartKeepsTheConduit() {
        started(NEVER).close();
        String conduit = conduits().get(0);
        twitch.requests().clear();
        twitch.faults().next("PATCH", SHARDS, 1, Fault.status(404));
        twitch.faults().next("GET", CONDUITS, 1, NO_CONDUITS);

        ConduitBot again = started(NEVER);

        assertThat(conduits()).containsExactly(conduit);
        assertThat(twitch.requests().count("POST", CONDUITS)).isZero();
        assertRaidsArrive(again);
    }

    @Test
    void conduitThatTwitchDeniesTwiceIsReplacedAndNothingOfItIsLeft() {
        started(NEVER).close();
        String before = conduits().get(0);
        twitch.faults().next("GET", SHARDS, 2, Fault.status(404));
        twitch.faults().next("GET", CONDUITS, 2, NO_CONDUITS);

        ConduitBot again = start(NEVER);
        await().atMost(SOON).until(() -> twitch.faults().left() == 0);
        awaitAll(again);

        assertThat(conduits()).doesNotContain(before);
        assertRaidsArrive(again);
    }

    @Test
    void formerConduitIsUsedAgainWhereTwitchHasNoRoomForAnother() {
        started(NEVER).close();
        String ours = conduits().get(0);
        store.retire(ours);
        IntStream.range(0, 4).forEach(n -> app.createConduit());

        ConduitBot again = start(NEVER);
        await().atMost(SOON).until(() -> again.shards.check().up());

        assertThat(store.find().map(StoredConduit::id)).contains(ours);
        assertThat(conduits()).hasSize(5);
    }

    @Test
    void formerConduitThatCannotBeDeletedAtOnceIsDeletedLater() {
        ConduitBot first = started(NEVER);
        first.close();
        String ours = conduits().get(0);
        String left = app.createConduit();
        store.save(new StoredConduit(left, 1), store.find().map(StoredConduit::id));
        store.save(new StoredConduit(ours, 2), store.find().map(StoredConduit::id));
        assertThat(store.former()).containsExactly(left);
        twitch.faults().next("DELETE", CONDUITS, 2, Fault.status(500));

        ConduitBot again = started(Duration.ofMillis(200));

        assertThat(conduits()).containsExactly(ours);
        assertRaidsArrive(again);
    }

    @Test
    void deletedConduitIsNoticedThoughItsSocketsStayOpen() {
        ConduitShards.Pauses usual = ConduitShards.Pauses.DEFAULT;
        ConduitBot bot = start(new ConduitShards.Pauses(usual.full(), NEVER, usual.watch()));
        awaitAll(bot);
        twitch.requests().clear();
        long began = System.nanoTime();

        app.deleteConduit(conduits().get(0));
        awaitAll(bot);

        System.out.printf("conduit deleted, sockets open: all back after %s%n", since(began));
        assertThat(twitch.requests().count("GET", "/ws"))
                .as("Twitch closed no socket, which would have been noticed")
                .isZero();
        assertRaidsArrive(bot);
    }

    @Test
    void processThatManagesTheConduitChecksItsShardsInOneWayOnly() {
        ConduitBot bot =
                start(new ConduitShards.Pauses(Duration.ofMillis(200), Duration.ofMillis(50), Duration.ofMillis(500)));
        awaitAll(bot);

        assertThat(timeOf(4, bot)).isGreaterThan(Duration.ofMillis(1400));
    }

    @Test
    void listOfManyPagesIsReadLessOftenInProportion() {
        ConduitBot bot = start(new ConduitShards.Pauses(Duration.ofMillis(200), NEVER, Duration.ofMillis(250)));
        awaitAll(bot);
        twitch.oddities().shortenPages(true);

        assertThat(timeOf(8, bot))
                .as("the list has two pages, so it is read half as often")
                .isGreaterThan(Duration.ofMillis(1400));
    }

    /** How long it takes until the bot has asked for this many pages of shards. */
    private Duration timeOf(int pages, ConduitBot bot) {
        assertThat(bot.shards.check().up()).isTrue();
        twitch.requests().clear();
        long began = System.nanoTime();
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> twitch.requests().count("GET", SHARDS) >= pages);
        return since(began);
    }

    @Test
    void deletedConduitIsNoticedByTheLookAndReadinessKnows() {
        ConduitBot bot = started(Duration.ofSeconds(1));
        long began = System.nanoTime();
        app.deleteConduit(conduits().get(0));

        await().atMost(SOON).until(() -> !bot.shards.check().up());
        awaitAll(bot);

        System.out.printf("conduit deleted, looked at every second: all back after %s%n", since(began));
        assertRaidsArrive(bot);
    }

    @Test
    void deletedConduitIsNoticedWhenTwitchRefusesASubscriptionOnIt() {
        ConduitBot bot = started(NEVER);
        String before = conduits().get(0);
        app.deleteConduit(before);
        twitch.faults().next("POST", SUBSCRIPTIONS, 1, Fault.status(404, """
                        {"error":"Not Found","status":404,"message":"conduit not found"}""", "application/json", Map.of()));

        bot.reconciler.begin();
        awaitAll(bot);

        assertThat(conduits()).doesNotContain(before);
        assertRaidsArrive(bot);
    }

    @Test
    void shardsThatTwitchDisabledWhileTheirSocketsLiveAreAssignedAgainByTheLook() {
        ConduitBot bot = started(Duration.ofSeconds(1));
        int sockets = twitch.requests().count("GET", "/ws");

        assertThat(twitch.sockets().disableShards()).isEqualTo(2);
        awaitAll(bot);

        assertThat(twitch.requests().count("GET", "/ws")).isEqualTo(sockets);
        assertRaidsArrive(bot);
    }

    @Test
    void shardThatTwitchDisabledIsAssignedAgainAtOnceWhereTheOtherOneTellsOfIt() {
        ConduitBot bot = started(NEVER);
        long began = System.nanoTime();

        twitch.sockets().disableOneShard();
        awaitAll(bot);

        assertThat(since(began)).isLessThan(Duration.ofSeconds(4));
        assertRaidsArrive(bot);
    }

    @Test
    void cutSocketsOfShardsAreBackWithinASecondEachTime() {
        ConduitBot bot = started(NEVER);
        for (int n = 0; n < 4; n++) {
            long began = System.nanoTime();
            twitch.sockets().cutAllTcp();
            await().atMost(SOON)
                    .until(() -> bot.shards.check().up() && twitch.sockets().count() == 2);
            awaitAll(bot);
            System.out.printf("both shards' sockets cut, time %d: served again after %s%n", n + 1, since(began));
            assertThat(since(began)).isLessThan(Duration.ofSeconds(4));
        }
        assertRaidsArrive(bot);
    }

    @Test
    void whatWasRevokedWhileNoShardListenedIsSubscribedToAgainAtOnce() {
        ConduitBot bot = started(NEVER);
        SimulatedUser one = twitch.user("one");
        twitch.faults().next("GET", "/ws", 4, Fault.status(503));

        twitch.sockets().cutAllTcp();
        twitch.revokeGrant(one.id());
        twitch.grant(one.id(), List.of("channel:bot"));
        await().atMost(SOON).until(() -> twitch.faults().left() == 0);
        long over = System.nanoTime();
        awaitAll(bot);

        assertThat(since(over)).isLessThan(Duration.ofSeconds(4));
    }
}
