package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs set over HTTP, seen in chat. */
class ApiEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(15);

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

    private SentMessage answer(int number) {
        List<SentMessage> sent = stage.twitch.awaitMessages(all -> all.size() >= number, SOON);
        assertThat(sent).hasSize(number);
        return sent.get(number - 1);
    }
}
