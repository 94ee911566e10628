package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.config.TwitchConfig.Transport;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.testing.ShardsAtTwitch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole bot with {@code twitch.eventsub.transport: conduit}, and what a switch of the transport leaves behind. */
class ConduitEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SUBSCRIPTIONS = "/helix/eventsub/subscriptions";
    private static final String CONDUITS = "/helix/eventsub/conduits";

    @TempDir
    Path folder = Path.of("");

    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder, SimulatorOptions.defaults().withStaleSessions(Duration.ofMinutes(5)));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void use(Transport transport) {
        stage.transport = transport;
        stage.restart();
    }

    private List<SimulatedSubscription> enabled() {
        return stage.twitch.subscriptions().stream()
                .filter(SimulatedSubscription::enabled)
                .toList();
    }

    private void awaitReady() {
        await().atMost(SOON).until(() -> stage.get("/readyz").statusCode() == 200);
    }

    private void assertPingIsAnswered(SimulatedUser channel) {
        int before = stage.twitch.sentMessages().size();
        SimulatedUser viewer = stage.twitch.user("viewer");
        stage.twitch.chat(ChatLine.of(channel.id(), viewer.id(), "!ping"));
        assertThat(stage.twitch.awaitMessages(all -> all.size() > before, SOON)).hasSize(before + 1);
    }

    @Test
    void raidIsGreetedOverAConduit() {
        use(Transport.CONDUIT);
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        awaitReady();

        stage.twitch.raid(stage.twitch.user("raider", "TheRaider").id(), alice.id(), 42);

        List<SentMessage> sent = stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON);
        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.broadcasterId()).isEqualTo(alice.id());
            assertThat(message.text()).contains("TheRaider").contains("42");
        });
        assertThat(enabled()).isNotEmpty().allMatch(one -> one.conduitId() != null);
        assertThat(stage.get("/metrics").body()).contains("herald_eventsub_connections{state=\"open\"} 2.0");
    }

    @Test
    @Tag("full")
    void conduitThatAnotherProgramDeletesIsReplacedAndEverybodyIsHeardAgain() {
        use(Transport.CONDUIT);
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        awaitReady();

        new ShardsAtTwitch(stage.twitch).deleteConduits();

        await().atMost(SOON).until(() -> stage.get("/readyz").statusCode() == 503);
        awaitReady();
        await().atMost(SOON)
                .until(() -> enabled().stream().anyMatch(one -> one.type().equals("channel.chat.message")));
        assertPingIsAnswered(alice);
    }

    @Test
    void restartOnAConduitCreatesNothingAndFetchesNoToken() {
        use(Transport.CONDUIT);
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        stage.awaitSettled();
        stage.twitch.requests().clear();

        stage.restart();
        awaitReady();

        assertPingIsAnswered(alice);
        assertThat(stage.twitch.requests().count("POST", SUBSCRIPTIONS)).isZero();
        assertThat(stage.twitch.requests().count("POST", CONDUITS)).isZero();
        assertThat(stage.twitch.requests().count("POST", "/oauth2/token")).isZero();
    }

    /** It has a hundred pages with as many channels as there may be. */
    @Test
    void restartOnAConduitReadsTheListOnce() {
        use(Transport.CONDUIT);
        stage.connectBot();
        stage.connectChannel("alice");
        stage.awaitSettled();
        stage.twitch.requests().clear();

        stage.restart();
        awaitReady();
        // The start has learnt where the bot moderates, which may change the plan.
        await().atMost(SOON).until(() -> stage.twitch.requests().count("GET", "/helix/moderation/channels") > 0);
        // Whatever was asked for until now is done before this.
        SimulatedUser unusedToo = stage.connectChannel("bob");

        assertThat(stage.twitch.requests().count("GET", SUBSCRIPTIONS)).isEqualTo(1);
    }

    @Test
    void switchToAConduitRemovesTheLiveSubscriptionsThatTheBotsSocketsLeft() {
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        // Twitch has not noticed that the sockets are dead when the bot comes back with another transport.
        stage.twitch.sockets().cutAllTcp();

        use(Transport.CONDUIT);
        awaitReady();

        await().atMost(SOON)
                .until(() -> enabled().stream().anyMatch(one -> one.conduitId() != null)
                        && enabled().stream()
                                .noneMatch(one -> one.sessionId() != null
                                        && stage.twitch.user(Stage.BOT).id().equals(one.tokenUserId())));
        assertPingIsAnswered(alice);
    }

    @Test
    void switchBackToWebSocketsDeletesTheConduitAndKeepsTryingTo() {
        use(Transport.CONDUIT);
        stage.connectBot();
        SimulatedUser alice = stage.connectChannel("alice");
        awaitReady();
        stage.twitch.faults().next("DELETE", CONDUITS, 2, Fault.status(500));

        use(Transport.WEBSOCKET);
        awaitReady();

        await().atMost(SOON).until(() -> stage.twitch.requests().count("DELETE", CONDUITS) == 3);
        await().atMost(SOON)
                .until(() -> !enabled().isEmpty() && enabled().stream().allMatch(one -> one.sessionId() != null));
        assertPingIsAnswered(alice);

        stage.twitch.requests().clear();
        stage.restart();
        awaitReady();
        assertThat(stage.twitch.requests().count("DELETE", CONDUITS))
                .as("forgotten")
                .isZero();
    }
}
