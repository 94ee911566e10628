package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.auth.CredentialKey;
import bot.herald.event.RaidReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.simulator.Fault;
import bot.herald.simulator.RequestLog;
import bot.herald.simulator.SimulatedSubscription;
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
import bot.herald.twitch.http.ApiBudgets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conduit transport against the simulated Twitch, over real HTTP and sockets. */
class ConduitOverHttpTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SUBSCRIPTIONS = "/helix/eventsub/subscriptions";
    private static final String CONDUITS = "/helix/eventsub/conduits";
    private static final String SHARDS = "/helix/eventsub/conduits/shards";

    @TempDir
    Path folder = Path.of("");

    private TwitchSimulator twitch = TwitchSimulator.start(SimulatorOptions.defaults());
    private SimulatedApp app = new SimulatedApp(twitch);
    private TestDatabase database;
    private ConduitStore store;
    private final List<ConduitBot> bots = new ArrayList<>();

    @BeforeEach
    void open() {
        database = new TestDatabase(folder);
        store = new JdbiConduitStore(database.database(), twitch.clientId());
    }

    @AfterEach
    void close() {
        bots.forEach(ConduitBot::close);
        twitch.close();
        database.close();
    }

    private SimulatedUser bot() {
        SimulatedUser bot = twitch.user("thebot");
        twitch.grant(bot.id(), List.of("user:read:chat", "user:bot"));
        return bot;
    }

    private List<SimulatedUser> channels(int count) {
        return IntStream.range(0, count).mapToObj(n -> channel("channel" + n)).toList();
    }

    private SimulatedUser channel(String login) {
        SimulatedUser channel = twitch.user(login);
        twitch.grant(channel.id(), List.of("channel:bot"));
        return channel;
    }

    private SubscriptionPlan plan(int channels) {
        return ConduitBot.plan(bot(), channels(channels));
    }

    private ConduitBot start(int shards, SubscriptionPlan plan) {
        ConduitBot bot = new ConduitBot(twitch, app, store, shards, plan);
        bots.add(bot);
        return bot.start();
    }

    private ConduitBot started(int shards, SubscriptionPlan plan) {
        ConduitBot bot = start(shards, plan);
        awaitEnabled(bot, plan);
        awaitAssigned(shards);
        return bot;
    }

    private void awaitEnabled(ConduitBot bot, SubscriptionPlan plan) {
        await().atMost(SOON)
                .until(() -> StateTotals.of(bot.directory).getOrDefault(SubscriptionState.ENABLED, 0)
                        == plan.desired().size());
    }

    private void awaitAssigned(int shards) {
        await().atMost(SOON).until(() -> servedShards() == shards);
    }

    private long servedShards() {
        return store.find().stream()
                .flatMap(conduit -> IntStream.range(0, app.shards(conduit.id()).size())
                        .mapToObj(n -> app.shards(conduit.id()).path(n)))
                .filter(shard -> shard.path("status").asText().equals("enabled"))
                .count();
    }

    private void assertRaidArrives(ConduitBot bot, SimulatedUser channel) {
        bot.events.clear();
        assertThat(twitch.raid(twitch.user("raider").id(), channel.id(), 3).notified())
                .isPositive();
        await().atMost(SOON).until(() -> bot.events.stream().anyMatch(RaidReceived.class::isInstance));
    }

    @Test
    void firstStartBuildsOneConduitServesItsShardsAndSubscribesEachOnce() {
        SubscriptionPlan plan = plan(3);
        ConduitBot bot = started(2, plan);

        assertThat(app.conduits()).hasSize(1);
        assertThat(store.find())
                .contains(new StoredConduit(app.conduits().at("/0/id").asText(), 2));
        assertThat(twitch.subscriptions())
                .as("two for each channel, and the one that tells of disabled shards")
                .hasSize(7)
                .allMatch(one -> one.enabled() && one.conduitId() != null && one.tokenUserId() == null);
        assertThat(twitch.requests().count("POST", SUBSCRIPTIONS)).isEqualTo(7);
        assertThat(bot.shards.check().up()).isTrue();
        assertRaidArrives(bot, twitch.user("channel1"));
    }

    @Test
    void restartCreatesNothingAndAsksOnlyForTheConduitTheShardsAndTheListPageByPage() {
        SubscriptionPlan plan = plan(60);
        started(2, plan).close();
        twitch.requests().clear();

        ConduitBot again = start(2, plan);
        awaitEnabled(again, plan);
        await().atMost(SOON).until(() -> again.shards.connectionsByState().getOrDefault("open", 0) == 2);
        await().atMost(SOON)
                .until(() -> twitch.requests().count("PATCH", SHARDS) >= 1
                        && again.shards.check().up());
        assertThat(again.shards.connections().conduit()).isPresent();
        assertThat(again.shards.connections().all())
                .extracting(one -> one.number() + " " + one.state())
                .containsExactly("0 open", "1 open");

        assertThat(twitch.requests().all().stream()
                        .filter(entry -> entry.path().startsWith("/helix"))
                        .filter(entry -> !entry.path().equals(SHARDS))
                        .map(RequestLog.Entry::method))
                .containsOnly("GET")
                .hasSize(3);
        assertThat(twitch.requests().count("GET", SUBSCRIPTIONS)).as("pages").isEqualTo(2);
        assertThat(twitch.requests().count("GET", CONDUITS)).isEqualTo(1);
        assertThat(twitch.requests().count("PATCH", SHARDS)).isBetween(1, 2);
        assertRaidArrives(again, twitch.user("channel59"));
    }

    @Test
    void conduitThatTwitchDeletedMeanwhileIsBuiltAnewAtTheNextStart() {
        SubscriptionPlan plan = plan(1);
        started(2, plan).close();
        String old = store.find().orElseThrow().id();
        app.deleteConduit(old);

        ConduitBot again = started(2, plan);

        assertThat(store.find().orElseThrow().id()).isNotEqualTo(old);
        assertThat(twitch.subscriptions()).hasSize(3).allMatch(SimulatedSubscription::enabled);
        assertRaidArrives(again, twitch.user("channel0"));
    }

    @Test
    void conduitDeletedWhileTheBotRunsIsNoticedAtTheNextInspection() {
        SubscriptionPlan plan = plan(1);
        ConduitBot bot = new ConduitBot(
                twitch,
                app,
                store,
                1,
                plan,
                Clock.systemUTC(),
                () -> new ApiBudget(Clock.systemUTC()),
                new ConduitShards.Pauses(Duration.ofMillis(200), Duration.ofHours(1), Duration.ofMillis(200)));
        bots.add(bot);
        bot.start();
        awaitEnabled(bot, plan);
        String old = store.find().orElseThrow().id();

        app.deleteConduit(old);

        await().atMost(SOON)
                .until(() -> twitch.subscriptions().stream()
                                .filter(SimulatedSubscription::enabled)
                                .count()
                        == 3);
        assertThat(store.find().orElseThrow().id()).isNotEqualTo(old);
        awaitAssigned(1);
        assertRaidArrives(bot, twitch.user("channel0"));
    }

    @Test
    void fiveConduitsOfOthersAreNamedAndTheBotComesUpWhenOneIsRemoved() {
        List<String> others =
                IntStream.range(0, 5).mapToObj(n -> app.createConduit()).toList();
        SubscriptionPlan plan = plan(1);
        ConduitBot bot = start(2, plan);

        await().atMost(SOON).until(() -> bot.shards.check().detail().contains("five conduits"));
        assertThat(bot.shards.check().detail()).contains(others).contains("twitch api delete eventsub/conduits");
        assertThat(bot.shards.check().up()).isFalse();
        await().atMost(SOON)
                .until(() -> StateTotals.of(bot.directory).getOrDefault(SubscriptionState.RETRYING, 0) == 2);

        app.deleteConduit(others.get(2));
        awaitEnabled(bot, plan);
        awaitAssigned(2);
        assertThat(bot.shards.check().up()).isTrue();
    }

    @Test
    void errorsInAnAcceptedShardAnswerAreReadAndTheShardIsAskedForAgain() {
        twitch.faults().next("PATCH", SHARDS, 2, Fault.status(202, """
                        {"data":[],"errors":[
                          {"id":"0","message":"The websocket session is not connected","code":"invalid_parameter"},
                          {"id":"1","message":"The websocket session is not connected","code":"invalid_parameter"}]}
                        """, "application/json", Map.of()));
        SubscriptionPlan plan = plan(1);

        ConduitBot bot = started(2, plan);

        assertThat(twitch.faults().left()).isZero();
        assertThat(app.conduits()).hasSize(1);
        assertThat(bot.shards.check().up()).isTrue();
        assertThat(twitch.requests().count("GET", "/ws")).as("no new sockets").isEqualTo(2);
        assertRaidArrives(bot, twitch.user("channel0"));
    }

    @Test
    void lostShardIsMadeUpForByTheOtherAndComesBack() {
        SubscriptionPlan plan = plan(1);
        ConduitBot bot = started(2, plan);
        SimulatedUser channel = twitch.user("channel0");
        SimulatedUser raider = twitch.user("raider");

        int sent = 0;
        for (int lost = 0; lost < 2; lost++) {
            assertThat(twitch.sockets().cutOldestTcp()).isEqualTo(1);
            for (int n = 0; n < 10; n++) {
                sent += twitch.raid(raider.id(), channel.id(), n).notified();
            }
            int expected = 10 * (lost + 1);
            await().atMost(SOON).until(() -> bot.events.size() == expected);
            awaitAssigned(2);
        }
        assertThat(sent).isEqualTo(20);
        assertThat(twitch.requests().count("POST", SUBSCRIPTIONS)).isEqualTo(3);
    }

    @Test
    void shardAssignmentMovesAlongWithASessionReconnect() {
        ConduitBot bot = started(1, plan(1));
        twitch.requests().clear();

        twitch.sockets().reconnectAll();

        await().atMost(SOON).until(() -> twitch.requests().count("GET", "/ws") == 1);
        assertRaidArrives(bot, twitch.user("channel0"));
        assertThat(twitch.requests().count("PATCH", SHARDS)).isZero();
        assertThat(twitch.requests().count("POST", SUBSCRIPTIONS)).isZero();
    }

    @Test
    void numberOfShardsFollowsTheConfiguration() {
        SubscriptionPlan plan = plan(1);
        started(1, plan).close();
        String conduit = store.find().orElseThrow().id();

        started(3, plan);

        assertThat(store.find()).contains(new StoredConduit(conduit, 3));
        assertThat(app.conduits().at("/0/shard_count").asInt()).isEqualTo(3);
    }

    @Test
    void conduitWhoseCreationWasNotAnsweredIsNotBuiltTwice() {
        twitch.faults().next("POST", CONDUITS, 1, Fault.resetAfterProcessing());

        started(2, plan(1));

        assertThat(app.conduits()).hasSize(1);
    }

    @Test
    void revokedGrantIsShownAndDoubted() {
        ConduitBot bot = started(2, plan(1));
        SimulatedUser channel = twitch.user("channel0");
        CredentialKey botsKey =
                CredentialKey.bot(new TwitchUserId(twitch.user("thebot").id()));

        twitch.revokeGrant(twitch.user("thebot").id());

        await().atMost(SOON)
                .until(() -> bot.directory.of(new TwitchUserId(channel.id())).stream()
                        .anyMatch(status -> status.state() == SubscriptionState.REVOKED));
        await().atMost(SOON).until(() -> bot.doubted.contains(botsKey));
    }

    @Test
    void thousandChannelsAreSubscribedOnceWithinTheBudget() {
        twitch.close();
        FastClock clock = new FastClock(60);
        Instant began = clock.instant();
        twitch = TwitchSimulator.start(
                SimulatorOptions.defaults().withClock(clock).withHelixPointsPerMinute(300));
        app = new SimulatedApp(twitch);
        SubscriptionPlan all = plan(1000);
        SubscriptionPlan raids = new SubscriptionPlan(
                all.desired().stream()
                        .filter(one -> one.type().equals("channel.raid"))
                        .toList(),
                List.of());
        ConduitBot bot = new ConduitBot(
                twitch,
                app,
                store,
                1,
                raids,
                clock,
                () -> ApiBudgets.fast(clock, clock.speed()),
                ConduitShards.Pauses.DEFAULT);
        bots.add(bot);
        bot.start();

        await().atMost(Duration.ofSeconds(40))
                .until(() -> StateTotals.of(bot.directory).getOrDefault(SubscriptionState.ENABLED, 0) == 1000);

        assertThat(twitch.subscriptions()).hasSize(1001);
        assertThat(twitch.requests().count("POST", SUBSCRIPTIONS)).isEqualTo(1001);
        assertThat(twitch.requests().all()).noneMatch(entry -> entry.status() == 429);
        assertThat(Duration.between(began, clock.instant()))
                .as("it took what the budget makes it take")
                .isGreaterThan(Duration.ofMinutes(2));
        assertThat(bot.directory.tightestCost()).isPresent();
    }
}
