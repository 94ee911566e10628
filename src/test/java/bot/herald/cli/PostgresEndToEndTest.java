package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.config.TwitchConfig.Transport;
import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.testing.DatabaseKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole bot on a real PostgreSQL. */
class PostgresEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final HeraldUpkeep upkeep =
            new HeraldUpkeep(new PrintWriter(out, true), new PrintWriter(out, true), Clock.systemUTC(), 80);
    private Stage stage;

    @BeforeEach
    void open() {
        stage = new Stage(folder, SimulatorOptions.defaults(), DatabaseKind.POSTGRESQL);
        stage.transport = Transport.CONDUIT;
        stage.restart();
        stage.connectBot();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void raidIsGreetedAndARestartAsksTwitchForNothing() {
        SimulatedUser alice = stage.connectChannel("alice");
        awaitReady();
        stage.twitch.raid(stage.twitch.user("raider", "TheRaider").id(), alice.id(), 42);
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON))
                .singleElement()
                .extracting(SentMessage::text)
                .asString()
                .contains("TheRaider")
                .contains("42");
        stage.awaitSettled();
        stage.twitch.requests().clear();

        stage.restart();
        awaitReady();

        assertPingIsAnswered(alice);
        assertThat(stage.twitch.requests().count("POST", "/oauth2/token")).isZero();
        assertThat(stage.twitch.requests().count("POST", "/helix/eventsub/subscriptions"))
                .isZero();
    }

    @Test
    void commandsWorkBesideIt() {
        SimulatedUser alice = stage.connectChannel("alice");
        awaitReady();

        assertThat(upkeep.tokens().list(stage.config(), false)).isZero();
        assertThat(upkeep.accounts().listChannels(stage.config(), false)).isZero();
        assertThat(upkeep.data().rotateKey(stage.config(), true))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("heraldbot").contains("alice").contains("valid");

        assertPingIsAnswered(alice);
        assertThat(upkeep.accounts().removeChannel(stage.config(), alice.id(), false, true))
                .isZero();
        await().atMost(SOON)
                .until(() -> stage.twitch.subscriptions().stream()
                        .filter(SimulatedSubscription::enabled)
                        .noneMatch(one -> one.toString().contains(alice.id())));
    }

    private void awaitReady() {
        await().atMost(SOON).until(() -> stage.get("/readyz").statusCode() == 200);
    }

    private void assertPingIsAnswered(SimulatedUser channel) {
        int before = stage.twitch.sentMessages().size();
        stage.twitch.chat(ChatLine.of(channel.id(), stage.twitch.user("viewer").id(), "!ping"));
        assertThat(stage.twitch.awaitMessages(all -> all.size() > before, SOON)).hasSize(before + 1);
    }
}
