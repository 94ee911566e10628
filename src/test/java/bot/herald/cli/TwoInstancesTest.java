package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.app.Herald;
import bot.herald.cluster.Membership;
import bot.herald.config.BotConfig;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.config.WebConfig;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.ShardsAtTwitch;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two instances on one database and one conduit: whichever a browser meets, it finds the same. */
@Tag("full")
class TwoInstancesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private Herald second;
    private URI secondAddress;

    @BeforeEach
    void open() {
        stage = new Stage(folder, SimulatorOptions.defaults(), DatabaseKind.POSTGRESQL);
        stage.transport = Transport.CONDUIT;
        stage.restart();
        stage.connectBot();
        second = Herald.start(configOfSecond(), Clock.systemUTC(), line -> {});
        secondAddress = URI.create("http://localhost:" + second.port());
    }

    @AfterEach
    void close() {
        second.close();
        stage.close();
    }

    /** As the first's, at another port. */
    private BotConfig configOfSecond() {
        BotConfig first = stage.config();
        return new BotConfig(
                first.twitch(),
                first.bot(),
                new WebConfig(
                        first.web().bind(),
                        0,
                        first.web().publicUrl(),
                        first.web().admins(),
                        first.web().registration(),
                        first.web().allowlist()),
                first.database(),
                first.security(),
                first.log(),
                first.plugins());
    }

    private int status(URI address) {
        return new ScriptedBrowser().open(address.resolve("/readyz")).statusCode();
    }

    private void awaitServedByBoth() {
        ShardsAtTwitch shards = new ShardsAtTwitch(stage.twitch);
        await().atMost(SOON).until(() -> shards.served() == 2 && shards.sessions() == 2);
        await().atMost(SOON).until(() -> status(stage.address) == 200 && status(secondAddress) == 200);
    }

    @Test
    void whatBeginsAtOneInstanceMayEndAtTheOtherAndBothShowTheSame() {
        ScriptedBrowser browser = new ScriptedBrowser();
        assertThat(browser.agree(secondAddress.resolve("/auth/channel"), "alice")
                        .statusCode())
                .as("begun at the second, Twitch sends the browser to the first")
                .isEqualTo(200);
        awaitServedByBoth();
        LoggedIn alice = LoggedIn.at(stage, "alice");

        for (URI address : new URI[] {stage.address, secondAddress}) {
            await().atMost(SOON).untilAsserted(() -> {
                JsonNode channel =
                        alice.json(address.resolve("/api/channels").toString()).path(0);
                assertThat(channel.path("login").asText()).isEqualTo("alice");
                assertThat(channel.path("status").asText()).isEqualTo("connected");
                assertThat(StreamSupport.stream(channel.path("subscriptions").spliterator(), false))
                        .isNotEmpty()
                        .allMatch(one -> one.path("status").asText().equals("enabled"));
            });
        }

        SimulatedUser channel = stage.twitch.user("alice");
        stage.twitch.raid(stage.twitch.user("raider", "TheRaider").id(), channel.id(), 42);
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON))
                .singleElement()
                .extracting(SentMessage::text)
                .asString()
                .contains("TheRaider");
    }

    @Test
    void disconnectedAtTheOneThatDoesNotLeadTheChannelLosesItsSubscriptions() {
        SimulatedUser channel = stage.connectChannel("alice");
        awaitServedByBoth();
        LoggedIn alice = LoggedIn.at(stage, "alice");
        // It reads in the database what the first one wrote, a moment later.
        await().atMost(SOON)
                .until(() -> !alice.json(secondAddress.resolve("/api/channels").toString())
                        .isEmpty());

        assertThat(alice.change(
                                "DELETE",
                                secondAddress
                                        .resolve("/api/channels/" + channel.id())
                                        .toString())
                        .statusCode())
                .isEqualTo(204);

        await().atMost(SOON)
                .until(() -> stage.twitch.subscriptions().stream()
                        .filter(SimulatedSubscription::enabled)
                        .noneMatch(one -> one.type().equals("channel.raid")));
        assertThat(alice.json("/api/channels")).isEmpty();
    }

    @Test
    void conduitThatAnotherProgramDeletesIsReplacedAndBothServeTheNewOne() {
        SimulatedUser alice = stage.connectChannel("alice");
        awaitServedByBoth();

        new ShardsAtTwitch(stage.twitch).deleteConduits();

        awaitServedByBoth();
        await().atMost(SOON)
                .until(() -> stage.twitch.subscriptions().stream()
                        .anyMatch(one -> one.enabled() && one.type().equals("channel.raid")));
        stage.twitch.raid(stage.twitch.user("raider", "TheRaider").id(), alice.id(), 42);
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
    }

    @Test
    void whenTheLeaderStopsTheOtherHasAllShardsAtOnceAndReconciles() {
        SimulatedUser alice = stage.connectChannel("alice");
        awaitServedByBoth();

        stage.stop();

        ShardsAtTwitch shards = new ShardsAtTwitch(stage.twitch);
        assertThat(shards.served()).isEqualTo(2);
        assertThat(shards.sessions()).isEqualTo(2);
        stage.twitch.raid(stage.twitch.user("raider", "TheRaider").id(), alice.id(), 42);
        assertThat(stage.twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
        SimulatedUser bot = stage.twitch.user(Stage.BOT);
        stage.twitch.addModerator(alice.id(), bot.id());
        await().atMost(SOON)
                .until(() -> stage.twitch.subscriptions().stream()
                        .anyMatch(one -> one.enabled() && one.type().equals("channel.shoutout.create")));
    }

    @Test
    void whoStopTogetherDoNotWaitForEachOther() {
        stage.connectChannel("alice");
        awaitServedByBoth();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(Membership.class);
        lines.start();
        log.addAppender(lines);

        CompletableFuture<Void> other = CompletableFuture.runAsync(second::close);
        stage.stop();
        other.join();

        log.detachAppender(lines);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("not all shards were handed over"));
    }
}
