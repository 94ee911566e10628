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

/** What the running bot says to friends of the channel, and keeps of what they said. */
class KnownPeopleEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Stage stage;
    private SimulatedUser alice;
    private SimulatedUser mod;
    private SimulatedUser friend;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
        alice = stage.connectChannel("alice");
        mod = stage.twitch.user("mod", "Mod");
        friend = stage.twitch.user("friend", "Friend");
        stage.twitch.addModerator(alice.id(), mod.id());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private List<SentMessage> write(SimulatedUser who, String text, int answers) {
        stage.twitch.chat(ChatLine.of(alice.id(), who.id(), text));
        return stage.twitch.awaitMessages(all -> all.size() == answers, SOON);
    }

    @Test
    void aFriendIsRecommendedOnceInAStream() {
        var saved = LoggedIn.at(stage, "alice")
                .change(
                        "PUT",
                        "/api/channels/" + alice.id() + "/features/known-people",
                        "{\"settings\":{\"enabled\":true,\"people\":[\"friend\"],\"gift\":\"message\"}}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        stage.awaitSubscribed(alice, "stream.online");
        stage.twitch.goLive(alice.id(), "Title", "Chess");

        List<SentMessage> said = write(friend, "hello", 1);
        assertThat(said.get(0).text()).contains("twitch.tv/friend");
        stage.twitch.chat(ChatLine.of(alice.id(), friend.id(), "hello again"));

        said = write(mod, "!ping", 2);
        assertThat(said.get(1).text()).isEqualTo("Pong!");
    }

    @Test
    void whatIsRepliedToIsKeptWithWhoSaidIt() {
        String message = stage.twitch
                .chat(ChatLine.of(alice.id(), friend.id(), "I am not lost"))
                .messageId();
        stage.twitch.chat(ChatLine.of(alice.id(), mod.id(), "!quote add").withReplyTo(message));
        assertThat(stage.twitch
                        .awaitMessages(all -> all.size() == 1, SOON)
                        .get(0)
                        .text())
                .isEqualTo("Saved as quote 1.");

        assertThat(write(mod, "!quote 1", 2).get(1).text()).contains("\"I am not lost\" \u2013 Friend");
    }
}
