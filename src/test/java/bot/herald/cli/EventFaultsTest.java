package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.TwitchConfig.Transport;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.simulator.TwitchSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong between Twitch and the bot: what Twitch guarantees to deliver is handled once, and every channel is
 * back to its planned subscriptions afterwards.
 */
@Tag("full")
class EventFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    /**
     * @param losesSockets whether every socket has to be opened anew
     */
    private record Trouble(String name, boolean losesSockets, Consumer<TwitchSimulator> happen) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TempDir
    Path folder = Path.of("");

    private final List<SimulatedUser> channels = new ArrayList<>();
    private Stage stage;
    private int attempts;
    private int raids;

    @BeforeEach
    void open() {
        stage = new Stage(folder, SimulatorOptions.defaults().withKeepalive(Duration.ofSeconds(1)));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(Transport.values())
                .flatMap(transport -> troubles(transport).stream().map(trouble -> Arguments.of(transport, trouble)));
    }

    private static List<Trouble> troubles(Transport transport) {
        // What the bot asks Twitch for when its sockets are back.
        String method = transport == Transport.WEBSOCKET ? "POST" : "PATCH";
        String path =
                transport == Transport.WEBSOCKET ? "/helix/eventsub/subscriptions" : "/helix/eventsub/conduits/shards";
        List<Trouble> troubles = new ArrayList<>();
        for (int code : List.of(4000, 4002, 4003, 4004, 4005, 4006, 4007)) {
            troubles.add(new Trouble("every socket closed with " + code, true, twitch -> {
                twitch.sockets().closeAll(code);
            }));
        }
        troubles.add(new Trouble("every TCP connection cut", true, twitch -> {
            twitch.sockets().cutAllTcp();
        }));
        troubles.add(new Trouble("half-open: no word any more", true, twitch -> {
            twitch.sockets().silenceAll();
        }));
        troubles.add(new Trouble("reconnect message", true, twitch -> {
            twitch.sockets().reconnectAll();
        }));
        troubles.add(new Trouble("reconnect message, and the new socket fails once", true, twitch -> {
            twitch.faults().next("GET", "/ws", 1, Fault.reset());
            twitch.sockets().reconnectAll();
        }));
        troubles.add(new Trouble("garbage, unknown messages and duplicates", false, EventFaultsTest::talkNonsense));
        troubles.add(new Trouble("sockets refused for a while", true, twitch -> {
            twitch.faults().next("GET", "/ws", 3, Fault.status(503));
            twitch.sockets().cutAllTcp();
        }));
        for (Fault fault : List.of(
                Fault.status(503),
                Fault.emptyBody(500),
                Fault.html(502),
                Fault.reset(),
                Fault.resetAfterProcessing(),
                Fault.status(
                        429,
                        "{\"error\":\"Too Many Requests\",\"status\":429,\"message\":\"\"}",
                        "application/json",
                        Map.of("Ratelimit-Remaining", "0")))) {
            troubles.add(new Trouble(
                    "subscribing meets " + fault.getClass().getSimpleName() + " " + shown(fault), true, twitch -> {
                        twitch.faults().next(method, path, 2, fault);
                        twitch.sockets().closeAll(4000);
                    }));
        }
        troubles.add(new Trouble("Helix down", true, twitch -> {
            twitch.faults().next("*", "/helix", 6, Fault.status(503));
            twitch.sockets().closeAll(4006);
        }));
        return troubles;
    }

    private static String shown(Fault fault) {
        return fault instanceof Fault.Status status ? Integer.toString(status.status()) : "";
    }

    private static void talkNonsense(TwitchSimulator twitch) {
        int heard = twitch.sockets().sendRaw("this is no JSON {");
        assertThat(heard).isPositive();
        twitch.sockets().sendRaw("[]");
        twitch.sockets()
                .sendRaw("{\"metadata\":{\"message_id\":\"x1\",\"message_type\":\"dance\","
                        + "\"message_timestamp\":\"2030-01-01T00:00:00Z\"},\"payload\":{}}");
        twitch.sockets().sendRaw("{\"metadata\":{\"message_type\":\"notification\"},\"payload\":null}");
        twitch.sockets().duplicateLast();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("troubles")
    void everyChannelIsHeardAgainAndNothingIsHandledTwice(Transport transport, Trouble trouble) {
        connect(transport);
        raidEverybody();
        awaitGreetings();
        Map<String, Long> planned = enabled();
        int opened = socketsOpened()
                + (trouble.losesSockets() ? stage.twitch.sockets().count() : 0);

        trouble.happen().accept(stage.twitch);

        // Also while the bot is on its way back: what Twitch still has a socket for must not be lost.
        if (!trouble.name().startsWith("half-open")) {
            raidOnce(channels.get(0));
        }
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            assertThat(stage.twitch.faults().left()).isZero();
            assertThat(socketsOpened()).isGreaterThanOrEqualTo(opened);
            assertThat(enabled()).isEqualTo(planned);
            assertThat(stage.get("/readyz").statusCode()).isEqualTo(200);
        });
        raidEverybody();
        awaitGreetings();
    }

    private int socketsOpened() {
        return (int) stage.twitch.requests().all().stream()
                .filter(one -> one.path().equals("/ws") && one.status() == 101)
                .count();
    }

    private void connect(Transport transport) {
        if (transport != Transport.WEBSOCKET) {
            stage.transport = transport;
            stage.restart();
        }
        stage.connectBot();
        channels.add(stage.connectChannel("alice"));
        channels.add(stage.connectChannel("bob"));
        stage.awaitSettled();
    }

    private void raidEverybody() {
        for (SimulatedUser channel : channels) {
            Awaitility.await().atMost(SOON).until(() -> raidOnce(channel));
        }
    }

    /** Whether Twitch had a socket to tell it to; then it counts. */
    private boolean raidOnce(SimulatedUser channel) {
        int number = ++attempts;
        SimulatedUser raider = stage.twitch.user("raider" + number);
        boolean told =
                stage.twitch.raid(raider.id(), channel.id(), 1000 + number).notified() > 0;
        raids += told ? 1 : 0;
        return told;
    }

    /** One greeting for each raid so far, which its viewer count tells from the others. */
    private void awaitGreetings() {
        stage.twitch.awaitMessages(all -> greetings(all).size() >= raids, SOON);
        assertThat(greetings(stage.twitch.sentMessages()).values())
                .hasSize(raids)
                .containsOnly(1L);
    }

    private static Map<String, Long> greetings(List<SentMessage> messages) {
        return messages.stream()
                .map(message -> message.text().replaceAll(".*?(1\\d{3}) viewers.*", "$1"))
                .filter(number -> number.matches("1\\d{3}"))
                .collect(Collectors.groupingBy(number -> number, Collectors.counting()));
    }

    /** How many enabled subscriptions of each kind Twitch has; more than one of a kind would be heard twice. */
    private Map<String, Long> enabled() {
        return stage.twitch.subscriptions().stream()
                .filter(SimulatedSubscription::enabled)
                .collect(Collectors.groupingBy(
                        one -> one.type() + new TreeMap<>(one.condition()), TreeMap::new, Collectors.counting()));
    }
}
