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

class CommandsEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private SimulatedUser alice;
    private SimulatedUser moderator;
    private SimulatedUser viewer;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
        alice = stage.connectChannel("alice");
        moderator = stage.twitch.user("mod");
        viewer = stage.twitch.user("viewer", "TheViewer");
        stage.twitch.addModerator(alice.id(), moderator.id());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void moderatorMakesACommandAndViewersUseIt() {
        moderator("!command add hi Hello {user}", "Added !hi.");

        String asked = write(viewer, "!HI there");
        SentMessage answer = answer(2);
        assertThat(answer.text()).isEqualTo("Hello TheViewer");
        assertThat(answer.replyTo()).isEqualTo(asked);
        assertThat(answer.broadcasterId()).isEqualTo(alice.id());

        moderator("!command edit hi Bye {user} number {count}", "Changed !hi.");
        moderator("!command alias hi yo", "!yo now leads to !hi.");
        said(viewer, "!yo", "Bye TheViewer number 2");
        moderator("!command delete hi", "Deleted !hi.");
        write(viewer, "!yo");
        write(viewer, "!hi");
        said(viewer, "!ping", "Pong!");
    }

    @Test
    void viewerMakesNoCommand() {
        write(viewer, "!command add hi Hello");
        write(viewer, "!hi");

        said(viewer, "!ping", "Pong!");
    }

    @Test
    void cooldownKeepsTheCommandQuiet() {
        moderator("!command add hi Hello", "Added !hi.");
        moderator("!command cooldown hi 3600", "!hi: 3600 s for the channel, 0 s per user.");
        said(viewer, "!hi", "Hello");

        write(viewer, "!hi");

        said(viewer, "!ping", "Pong!");
    }

    @Test
    void commandSurvivesARestart() {
        moderator("!command add hi Hello {user} {count}", "Added !hi.");
        said(viewer, "!hi", "Hello TheViewer 1");

        stage.restart();
        stage.twitch.awaitSubscriptions(
                all -> all.stream().anyMatch(one -> one.enabled() && one.type().equals("channel.chat.message")), SOON);

        said(viewer, "!hi", "Hello TheViewer 2");
    }

    @Test
    void sharedChatsCopyAndTheBotsOwnWordsAreNotAnswered() {
        SimulatedUser bob = stage.twitch.user("bob");
        moderator("!command add hi Hello", "Added !hi.");

        stage.twitch.chat(ChatLine.of(alice.id(), viewer.id(), "!hi").withSource(bob.id()));
        stage.twitch.chat(ChatLine.of(alice.id(), stage.twitch.user(Stage.BOT).id(), "!hi"));

        said(viewer, "!ping", "Pong!");
    }

    @Test
    void commandsOfOneChannelAreUnknownInAnother() {
        SimulatedUser bob = stage.connectChannel("bob");
        moderator("!command add hi Hello", "Added !hi.");

        stage.twitch.chat(ChatLine.of(bob.id(), viewer.id(), "!hi"));
        stage.twitch.chat(ChatLine.of(bob.id(), viewer.id(), "!ping"));

        SentMessage answer = answer(2);
        assertThat(answer.text()).isEqualTo("Pong!");
        assertThat(answer.broadcasterId()).isEqualTo(bob.id());
    }

    @Test
    void twitchIsAskedForWhatOnlyTwitchKnows() {
        stage.twitch.user("pal", "Pal");
        stage.twitch.updateChannel(alice.id(), "A title", "Chess");
        stage.twitch.goLive(alice.id(), "A title", "Chess");

        said(viewer, "!title", "Title: A title");
        said(viewer, "!game", "Category: Chess");
        write(viewer, "!uptime");
        assertThat(answer(3).text()).matches("alice has been live for [0-9]+ s\\.");
        said(moderator, "!so @Pal", "Go and see Pal at twitch.tv/pal.");
        write(viewer, "!accountage pal");
        assertThat(answer(5).text()).startsWith("Pal has been on Twitch for ");
        write(viewer, "!followage");
        assertThat(answer(6).text())
                .isEqualTo("I can't see followers here. The streamer can allow it on the dashboard.");
    }

    private void moderator(String line, String answer) {
        said(moderator, line, answer);
    }

    /** Writes, and expects this as the next thing the bot says. */
    private void said(SimulatedUser who, String line, String answer) {
        int before = stage.twitch.sentMessages().size();
        write(who, line);
        assertThat(answer(before + 1).text()).isEqualTo(answer);
    }

    private String write(SimulatedUser who, String line) {
        return stage.twitch.chat(ChatLine.of(alice.id(), who.id(), line)).messageId();
    }

    private SentMessage answer(int number) {
        List<SentMessage> sent = stage.twitch.awaitMessages(all -> all.size() >= number, SOON);
        assertThat(sent).hasSize(number);
        assertThat(sent.get(number - 1).sent()).isTrue();
        return sent.get(number - 1);
    }
}
