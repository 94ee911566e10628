package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.Fault;
import bot.herald.simulator.RequestLog;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How soon after the end of a fault everything planned is heard again, over WebSocket. Prints what it measures. */
class SocketRecoveryTest {
    private static final String SUBSCRIPTIONS = "/helix/eventsub/subscriptions";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private Map<String, Long> planned;

    /** @param within twice what is aimed at, from the last faulty answer on */
    private record Trouble(String name, Duration within, Consumer<TwitchSimulator> happen) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void open() {
        stage = new Stage(folder, SimulatorOptions.defaults());
        stage.connectBot();
        stage.connectChannel("alice");
        stage.connectChannel("bob");
        patiently().until(() -> stage.get("/metrics").body().lines().noneMatch(SocketRecoveryTest::isUnderWay));
        planned = enabled();
        assertThat(planned).isNotEmpty();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static boolean isUnderWay(String metric) {
        return metric.startsWith("herald_eventsub_subscriptions{state=")
                && (metric.contains("\"pending\"") || metric.contains("\"retrying\""));
    }

    private static Fault says(int status, String message) {
        return Fault.status(
                status,
                "{\"error\":\"x\",\"status\":" + status + ",\"message\":\"" + message + "\"}",
                "application/json",
                Map.of());
    }

    private static Trouble post(String name, int times, Fault fault) {
        return new Trouble("post: " + name, Duration.ofSeconds(4), twitch -> {
            twitch.faults().next("POST", SUBSCRIPTIONS, times, fault);
            assertThat(twitch.sockets().closeAll(4000)).isPositive();
        });
    }

    private static Trouble sockets(String name, Duration within, int times, Fault fault) {
        return new Trouble("ws: " + name, within, twitch -> {
            twitch.faults().next("GET", "/ws", times, fault);
            assertThat(twitch.sockets().cutAllTcp()).isPositive();
        });
    }

    static Stream<Trouble> troubles() {
        return Stream.of(
                post("500 once", 1, Fault.status(500)),
                post("503 three times", 3, Fault.status(503)),
                post("429 points, no headers, once", 1, says(429, "")),
                post("429 websocket transports once", 1, says(429, "number of websocket transports limit exceeded")),
                post("429 type and condition once", 1, says(429, "maximum subscriptions with type and condition")),
                post("401 once", 1, says(401, "Invalid OAuth token")),
                post("400 session once", 1, says(400, "websocket transport session does not exist")),
                post("400 other once", 1, says(400, "it is Monday")),
                post("404 once", 1, says(404, "not found")),
                post("409 once, no id", 1, says(409, "subscription already exists")),
                post("HTML 200 once", 1, Fault.html(200)),
                post("reset once", 1, Fault.reset()),
                post("lost response once", 1, Fault.resetAfterProcessing()),
                // What a 403 waits for is aimed at five seconds.
                new Trouble("post: 403 once", Duration.ofSeconds(10), twitch -> {
                    twitch.faults()
                            .next("POST", SUBSCRIPTIONS, 1, says(403, "subscription missing proper authorization"));
                    assertThat(twitch.sockets().closeAll(4000)).isPositive();
                }),
                new Trouble("list: 500 once", Duration.ofSeconds(4), twitch -> {
                    twitch.faults().next("GET", SUBSCRIPTIONS, 1, Fault.status(500));
                    assertThat(twitch.sockets().closeAll(4000)).isPositive();
                }),
                new Trouble(
                        "ws: close 4000",
                        Duration.ofSeconds(2),
                        twitch -> assertThat(twitch.sockets().closeAll(4000)).isPositive()),
                new Trouble(
                        "ws: close 4002",
                        Duration.ofSeconds(2),
                        twitch -> assertThat(twitch.sockets().closeAll(4002)).isPositive()),
                new Trouble(
                        "ws: close 4003",
                        Duration.ofSeconds(2),
                        twitch -> assertThat(twitch.sockets().closeAll(4003)).isPositive()),
                new Trouble(
                        "ws: reconnect request",
                        Duration.ofSeconds(2),
                        twitch -> assertThat(twitch.sockets().reconnectAll()).isPositive()),
                new Trouble(
                        "ws: TCP cut",
                        Duration.ofSeconds(2),
                        twitch -> assertThat(twitch.sockets().cutAllTcp()).isPositive()),
                sockets("503 for some four seconds", Duration.ofSeconds(4), 6, Fault.status(503)),
                sockets("refused for some eight seconds", Duration.ofSeconds(6), 8, Fault.reset()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void everythingPlannedIsHeardSoonAfterTheFaultIsOver(Trouble trouble) {
        assertThat(recovery(trouble)).isLessThanOrEqualTo(trouble.within());
    }

    @Test
    void socketsThatAreCutAgainAndAgainAreBackAtOnceEachTime() {
        Trouble cut = new Trouble(
                "ws: TCP cut again and again",
                Duration.ofSeconds(2),
                twitch -> assertThat(twitch.sockets().cutAllTcp()).isPositive());
        for (int i = 0; i < 6; i++) {
            assertThat(recovery(cut)).as("time %d", i + 1).isLessThanOrEqualTo(cut.within());
        }
    }

    /** From the last faulty answer, or where there is none from the fault itself. */
    private Duration recovery(Trouble trouble) {
        int opened = socketsOpened();
        int sockets = stage.twitch.sockets().count();
        long happened = System.nanoTime();
        trouble.happen().accept(stage.twitch);
        patiently().until(() -> stage.twitch.faults().left() == 0);
        long over = System.nanoTime();
        patiently().until(() -> socketsOpened() >= opened + sockets && enabled().equals(planned));
        Duration took = Duration.ofNanos(System.nanoTime() - over);
        System.out.printf(
                "%s: %.1f s (the fault took %.1f s)%n",
                trouble, took.toMillis() / 1000.0, (over - happened) / 1_000_000_000.0);
        patiently().until(() -> stage.get("/readyz").statusCode() == 200);
        return took;
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    private int socketsOpened() {
        return (int) stage.twitch.requests().all().stream()
                .filter(one -> one.path().equals("/ws") && one.status() == 101)
                .count();
    }

    private Map<String, Long> enabled() {
        return stage.twitch.subscriptions().stream()
                .filter(SimulatedSubscription::enabled)
                .collect(Collectors.groupingBy(
                        one -> one.type() + new TreeMap<>(one.condition()), TreeMap::new, Collectors.counting()));
    }

    @Test
    void whatTwitchHasIsListedOnceForEachAccountAtARestart() {
        stage.stop();
        int before = stage.twitch.requests().all().size();
        stage.restart();
        patiently().until(() -> enabled().equals(planned));
        // The start has learnt where the bot moderates, which may change the plan.
        patiently().until(() -> since(before).anyMatch(one -> one.path().equals("/helix/moderation/channels")));
        // Whatever was asked for until now is done before this.
        stage.connectChannel("carol");

        long lists = since(before)
                .filter(one -> one.method().equals("GET") && one.path().equals(SUBSCRIPTIONS))
                .count();
        assertThat(lists).as("the bot, alice, bob and perhaps carol").isBetween(3L, 4L);
    }

    private Stream<RequestLog.Entry> since(int before) {
        return stage.twitch.requests().all().stream().skip(before);
    }
}
