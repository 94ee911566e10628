package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.Fault;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import bot.herald.testing.FeedClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs set over HTTP, seen in chat. */
class ApiEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private SimulatedUser alice;
    private SimulatedUser viewer;
    private LoggedIn person;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
        alice = stage.connectChannel("alice");
        viewer = stage.twitch.user("viewer", "TheViewer");
        person = LoggedIn.at(stage, "alice");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aCommandAddedOverHttpIsAnsweredAtOnce() {
        assertThat(person.change("POST", "/api/channels/" + alice.id() + "/commands", """
                        {"name":"hi","text":"Hello {user}"}""")
                        .statusCode())
                .isEqualTo(201);

        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!hi"));

        assertThat(answer(1).text()).isEqualTo("Hello TheViewer");
        assertThat(person.json("/api/channels/" + alice.id() + "/commands/hi")
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anotherPrefixHoldsAtOnce() {
        person.change("PUT", "/api/channels/" + alice.id() + "/settings", "{\"commandPrefix\":\"?\"}");

        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));
        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "?ping"));

        assertThat(answer(1).text()).isEqualTo("Pong!");
    }

    @Test
    void theLiveFeedShowsWhatCameInAndWhatTheBotSaid() {
        SimulatedUser raider = stage.twitch.user("raider", "TheRaider");
        try (FeedClient watcher = watcher()) {
            stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));

            JsonNode asked = watcher.next("channel.chat.message");
            assertThat(asked.path("text").asText()).isEqualTo("!ping");
            assertThat(asked.at("/user/displayName").asText()).isEqualTo("TheViewer");
            JsonNode said = watcher.next("herald.chat.sent");
            assertThat(said.path("text").asText()).isEqualTo("Pong!");
            assertThat(said.path("replyTo")).isEqualTo(asked.path("messageId"));

            stage.twitch.raid(raider.id(), alice.id(), 42);

            JsonNode raid = watcher.next("channel.raid");
            assertThat(raid.at("/from/login").asText()).isEqualTo("raider");
            assertThat(raid.path("viewers").asInt()).isEqualTo(42);
            assertThat(watcher.next("herald.chat.sent").path("text").asText()).contains("TheRaider", "42");
        }
    }

    @Test
    @Tag("full")
    void aDeletedCommandIsNotAnsweredWhileSomebodyWatches() {
        try (FeedClient watcher = watcher()) {
            stage.twitch.awaitSubscriptions(
                    all -> all.stream()
                            .anyMatch(one -> one.type().equals("channel.chat.message_delete")
                                    && one.status().equals("enabled")),
                    SOON);
            stage.twitch.faults().next("POST", "/helix/chat/messages", 1, Fault.delay(Duration.ofSeconds(3)));
            stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!ping"));
            String deleted = stage.twitch
                    .chat(ChatLine.of(alice.id(), viewer.id(), "!uptime"))
                    .messageId();

            stage.twitch.deleteMessage(alice.id(), deleted);

            assertThat(watcher.next("channel.chat.message_delete")
                            .path("deleted")
                            .asText())
                    .isEqualTo(deleted);
            stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!game"));
            assertThat(answer(1).text()).isEqualTo("Pong!");
            assertThat(answer(2).text()).startsWith("Category: ");
        }
    }

    private FeedClient watcher() {
        URI feed = URI.create(
                stage.address.toString().replace("http:", "ws:") + "/api/channels/" + alice.id() + "/events");
        return FeedClient.open(
                feed, "Cookie", "herald_session=" + person.sessionCookie(), "Origin", stage.address.toString());
    }

    private SentMessage answer(int number) {
        List<SentMessage> sent = stage.twitch.awaitMessages(all -> all.size() >= number, SOON);
        assertThat(sent).hasSize(number);
        return sent.get(number - 1);
    }
}
