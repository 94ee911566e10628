package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SimulatedUser;
import bot.herald.simulator.SimulatorOptions;
import bot.herald.testing.DatabaseKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /readyz} and {@code /metrics} say while one thing hangs, and how soon. */
@Tag("full")
class ReadyWhileHangingTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final int TRIES = 10;

    @TempDir
    Path folder = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private Stage stage;
    private SimulatedUser alice;

    @BeforeEach
    void open() {
        stage = new Stage(
                folder, SimulatorOptions.defaults().withKeepalive(Duration.ofSeconds(1)), DatabaseKind.SQLITE);
        stage.connectBot();
        alice = stage.connectChannel("alice");
        await().atMost(SOON).until(() -> ages().path("oldest-proof").isNumber());
    }

    @AfterEach
    void close() {
        stage.twitch.faults().clear();
        stage.close();
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(stage.address.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private JsonNode ages() throws IOException, InterruptedException {
        return json.readTree(get("/readyz")).path("ages");
    }

    private void assertAnswersAtOnceWhileOld(String what) throws Exception {
        await().atMost(SOON).until(() -> ages().path(what).asDouble() > 0.5);
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long begin = System.nanoTime();
            assertThat(ages().path(what).asDouble()).isPositive();
            shortest = Math.min(shortest, System.nanoTime() - begin);
        }
        assertThat(Duration.ofNanos(shortest)).isLessThan(AT_ONCE);
        assertThat(get("/metrics")).containsPattern("herald_age_seconds\\{of=\"" + what + "\"} [0-9.]*[1-9]");
    }

    @Test
    void aCallToTwitchAndTheLineThatWaitsForIt() throws Exception {
        stage.twitch.faults().next("POST", "/helix/chat/messages", 9, Fault.hang(LONG));

        stage.twitch.raid(stage.twitch.user("raider", "TheRaider").id(), alice.id(), 42);

        assertAnswersAtOnceWhileOld("oldest-call");
        assertAnswersAtOnceWhileOld("oldest-line");
    }

    @Test
    void aRefresh() throws Exception {
        stage.twitch.faults().next("POST", "/oauth2/token", 99, Fault.hang(LONG));
        stage.twitch.expireAccessTokens(stage.twitch.user(Stage.BOT).id());

        stage.twitch.sockets().cutAllTcp();

        assertAnswersAtOnceWhileOld("oldest-refresh");
    }

    @Test
    void anEvent() throws Exception {
        stage.twitch.faults().next("GET", "/helix/streams", 9, Fault.hang(LONG));

        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user("viewer").id(), "!uptime"));

        assertAnswersAtOnceWhileOld("oldest-event");
    }

    @Test
    void theSocketsWhoseSilenceMakesHeraldNotReady() throws Exception {
        stage.twitch.sockets().silenceAll();

        assertAnswersAtOnceWhileOld("oldest-proof");
    }

    @Test
    void theDatabase() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("herald.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            await().atMost(SOON).until(() -> get("/readyz").contains("another program is writing"));

            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < TRIES; i++) {
                long begin = System.nanoTime();
                assertThat(get("/readyz")).contains("another program is writing");
                shortest = Math.min(shortest, System.nanoTime() - begin);
            }
            assertThat(Duration.ofNanos(shortest)).isLessThan(AT_ONCE);
            statement.execute("ROLLBACK");
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(json.readTree(get("/readyz")).path("missing"))
                        .isEqualTo(json.valueToTree(List.of())));
    }
}
