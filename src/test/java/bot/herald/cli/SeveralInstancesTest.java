package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
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
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are told to run the bot on one database. */
@Tag("full")
class SeveralInstancesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

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
    void onPostgresqlTheSecondStandsByAndTakesOverWhenTheFirstIsKilled() throws Exception {
        configure("first.yaml", port, DatabaseKind.POSTGRESQL, "websocket");
        configure("second.yaml", FreePort.next(), DatabaseKind.POSTGRESQL, "websocket");
        try (HeraldProcess first = run("first.yaml")) {
            agree(first.await("Open (\\S+/auth/bot\\?setup=\\S+)"), "heraldbot");
            agree("http://localhost:" + port + "/auth/channel", "alice");
            SimulatedUser alice = twitch.user("alice");
            try (HeraldProcess second = run("second.yaml")) {
                second.await("stands by");
                twitch.raid(twitch.user("raider", "TheRaider").id(), alice.id(), 17);
                assertThat(twitch.awaitMessages(all -> !all.isEmpty(), SOON)).hasSize(1);
                twitch.requests().clear();

                first.kill();
                twitch.requests().clear();

                second.await("Taking over");
                second.await("Herald is running");
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> twitch.subscriptions().stream()
                                .anyMatch(one -> one.enabled() && one.type().equals("channel.raid")));
                twitch.raid(twitch.user("other", "TheOther").id(), alice.id(), 5);
                List<SentMessage> sent = twitch.awaitMessages(all -> all.size() > 1, SOON);
                assertThat(sent).hasSize(2);
                assertThat(sent.get(1).text()).contains("TheOther");
                assertThat(twitch.requests().count("POST", "/oauth2/token")).isZero();
                second.terminate();
                assertThat(second.awaitExit(10)).isZero();
            }
        }
    }

    @Test
    void oneThatStandsByLivesIsNotReadyAndStopsInOrder() throws Exception {
        configure("first.yaml", port, DatabaseKind.POSTGRESQL, "websocket");
        int other = FreePort.next();
        configure("second.yaml", other, DatabaseKind.POSTGRESQL, "websocket");
        try (HeraldProcess first = run("first.yaml")) {
            first.await("Herald is running");
            try (HeraldProcess second = run("second.yaml")) {
                second.await("web server is listening");
                assertThat(status(other, "/healthz")).isEqualTo(200);
                assertThat(status(other, "/readyz")).isEqualTo(503);
                assertThat(status(other, "/")).isEqualTo(503);
                second.terminate();
                assertThat(second.awaitExit(10)).isZero();
            }
        }
    }

    @Test
    void onSqliteTheSecondIsRefusedAndCommandsAreNot() throws Exception {
        configure("first.yaml", port, DatabaseKind.SQLITE, "websocket");
        configure("second.yaml", FreePort.next(), DatabaseKind.SQLITE, "websocket");
        try (HeraldProcess first = run("first.yaml")) {
            first.await("Herald is running");
            try (HeraldProcess second = run("second.yaml")) {
                assertThat(second.awaitExit(30)).isEqualTo(1);
                assertThat(second.output())
                        .contains("another Herald runs on this database")
                        .contains("docs/scaling.md")
                        .doesNotContain("\tat ");
            }
            try (HeraldProcess command =
                    new HeraldProcess(folder, Map.of(), "tokens", "list", "--config", "second.yaml")) {
                assertThat(command.awaitExit(30)).isZero();
            }
            first.kill();
        }
        try (HeraldProcess next = run("second.yaml")) {
            next.await("Herald is running");
        }
    }

    private HeraldProcess run(String file) {
        return new HeraldProcess(folder, Map.of(), "run", "--config", file);
    }

    private static void agree(String link, String login) {
        assertThat(new ScriptedBrowser().agree(URI.create(link), login).statusCode())
                .isEqualTo(200);
    }

    private static int status(int port, String path) {
        return new ScriptedBrowser()
                .open(URI.create("http://localhost:" + port + path))
                .statusCode();
    }

    private void configure(String file, int webPort, DatabaseKind kind, String transport) throws IOException {
        Files.writeString(
                folder.resolve(file),
                SharedConfig.of(twitch, transport, webPort, port, TestDatabase.url(folder, kind)));
    }
}
