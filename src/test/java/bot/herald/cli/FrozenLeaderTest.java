package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.simulator.TwitchSimulator;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.FreePort;
import bot.herald.testing.SimulatedTwitch;
import bot.herald.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real processes on one database, of which the one that leads is frozen while its connections live. */
@Tag("full")
class FrozenLeaderTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** Twice the goal. */
    private static final Duration TAKEOVER = Duration.ofSeconds(20);

    @TempDir
    Path folder = Path.of("");

    private int port;
    private TwitchSimulator twitch;

    @BeforeEach
    void startTwitch() throws IOException {
        port = FreePort.next();
        twitch = SimulatedTwitch.start(port);
    }

    @AfterEach
    void stopTwitch() {
        twitch.close();
    }

    @Test
    void anotherLeadsServesWhoConnectsMeanwhileAndGoesOnLeadingWhenTheFrozenOneWakes() throws Exception {
        try (HeraldProcess first = run("first", FreePort.next())) {
            first.await("this instance leads");
            first.await("Herald is running");
            try (HeraldProcess second = run("second", port)) {
                agree(second.await("Open (\\S+/auth/bot\\?setup=\\S+)"), "heraldbot");
                agree("http://localhost:" + port + "/auth/channel", "alice");
                awaitSubscribed("alice");
                assertThat(second.output()).contains("another instance leads");
                String own = second.await("ShardAssignments shards=\\[([01])\\] assigned");

                first.freeze();
                long frozen = System.nanoTime();
                agree("http://localhost:" + port + "/auth/channel", "bob");
                awaitSubscribed("bob");
                Duration served = Duration.ofNanos(System.nanoTime() - frozen);
                System.out.printf(
                        "leader frozen: who connected meanwhile is subscribed after %d ms%n", served.toMillis());
                assertThat(served).isLessThan(TAKEOVER);
                assertThat(second.output()).contains("this instance leads now");
                // What Twitch sends to a frozen socket waits there.
                second.await("ShardAssignments shards=\\[.*" + (own.equals("0") ? "1" : "0") + ".*\\] assigned");
                twitch.raid(
                        twitch.user("raider", "TheRaider").id(),
                        twitch.user("bob").id(),
                        5);
                assertThat(twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);

                first.goOn();
                first.await("no longer leads");
                agree("http://localhost:" + port + "/auth/channel", "carol");
                awaitSubscribed("carol");
                assertThat(first.output()).doesNotContain("this instance leads now");
                assertThat(twitch.subscriptions().stream()
                                .filter(one -> one.enabled() && one.type().equals("channel.raid")))
                        .as("each once")
                        .hasSize(3);
            }
        }
    }

    private void awaitSubscribed(String login) {
        String id = twitch.user(login).id();
        await().atMost(SOON)
                .until(() -> twitch.subscriptions().stream()
                        .anyMatch(one -> one.enabled()
                                && one.type().equals("channel.raid")
                                && one.condition().containsValue(id)));
    }

    private HeraldProcess run(String name, int webPort) throws IOException {
        Files.writeString(
                folder.resolve(name + ".yaml"),
                SharedConfig.of(twitch, "conduit", webPort, port, TestDatabase.url(folder, DatabaseKind.POSTGRESQL)));
        return new HeraldProcess(folder, Map.of(), "run", "--config", name + ".yaml");
    }

    private static void agree(String link, String login) {
        assertThat(new ScriptedBrowser().agree(URI.create(link), login).statusCode())
                .isEqualTo(200);
    }
}
