package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.Fault;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Twitch's answer to a line, or the lack of one, may be: the line is said, and once. */
@Tag("full")
class ChatLinesEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration HANG = Duration.ofSeconds(15);

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private SimulatedUser alice;
    private SimulatedUser bot;
    private final List<String> raiders = new ArrayList<>();

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        stage.connectBot();
        bot = stage.twitch.user(Stage.BOT);
        alice = stage.twitch.user("alice");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void raidIsGreetedOnceWhateverTwitchAnswers() {
        // Otherwise Twitch itself would drop the second of two equal lines.
        stage.twitch.addModerator(alice.id(), bot.id());
        stage.connectChannel("alice");
        Map<String, Fault> faults = new LinkedHashMap<>();
        for (int status : new int[] {500, 502, 503, 504}) {
            faults.put("not" + status, Fault.status(status));
            faults.put("sent" + status, Fault.statusAfterProcessing(status));
        }
        faults.put("html", Fault.html(502));
        faults.put("reset", Fault.reset());
        faults.put("lost", Fault.resetAfterProcessing());
        faults.put("hang", Fault.hang(HANG));
        faults.put("hangsent", Fault.hangAfterProcessing(HANG));
        faults.put("limit", Fault.status(429));

        faults.forEach((name, fault) -> {
            stage.twitch.faults().next("POST", "/helix/chat/messages", 1, fault);
            raid(name);
            awaitAllGreeted();
            // Said in its turn: after whatever still had to be known of the line before.
            raid(name + "next");
            awaitAllGreeted();
        });
        assertThat(stage.twitch.faults().left()).isZero();
    }

    @Test
    void lineThatComesBackLateIsNotSaidAgain() {
        stage.twitch.addModerator(alice.id(), bot.id());
        stage.connectChannel("alice");
        stage.twitch.ownLines(Duration.ofMillis(1_200), 0);

        stage.twitch.faults().next("POST", "/helix/chat/messages", 1, Fault.resetAfterProcessing());
        raid("one");
        awaitAllGreeted();
        raid("two");
        awaitAllGreeted();
    }

    @Test
    void whereTheLineDoesNotComeBackTwitchsRuleAgainstDuplicatesSettlesIt() {
        stage.connectChannel("alice");
        stage.twitch.ownLines(Duration.ZERO, 1);

        stage.twitch.faults().next("POST", "/helix/chat/messages", 1, Fault.statusAfterProcessing(500));
        raid("one");
        raid("two");

        awaitAllGreeted();
    }

    @Test
    void raidIsGreetedAsSoonAsTheBotsTokenCouldBeRenewed() {
        stage.connectChannel("alice");
        stage.twitch.expireAppTokens();
        stage.twitch.expireAccessTokens(bot.id());
        stage.twitch.faults().next("POST", "/oauth2/token", 2, Fault.status(503));

        raid("early");

        awaitAllGreeted();
        assertThat(stage.twitch.faults().left()).isZero();
    }

    @Test
    void whileTheAppsTokenCannotBeFetchedTheBotSpeaksWithItsOwn() {
        stage.connectChannel("alice");
        stage.twitch.expireAppTokens();
        stage.twitch.faults().next("POST", "/oauth2/token", 1, Fault.hang(Duration.ofSeconds(30)));

        raid("one");
        stage.twitch.awaitMessages(all -> all.size() == 1, SOON);

        assertThat(stage.twitch.sentMessages())
                .singleElement()
                .satisfies(message -> assertThat(message.byAppToken()).isFalse());
        // The line waits for nothing, nor for the call that asks for the token.
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(stage.twitch.faults().left()).isZero());
    }

    @Test
    void bannedBotGreetsOnceItMayWriteAgain() {
        stage.connectChannel("alice");
        stage.twitch.ban(alice.id(), bot.id());
        raid("early");
        await403();
        stage.twitch.unban(alice.id(), bot.id());

        awaitAllGreeted();
    }

    private void await403() {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> stage.twitch.requests().all().stream()
                        .anyMatch(request -> request.path().equals("/helix/chat/messages") && request.status() == 403));
    }

    private void raid(String raider) {
        raiders.add(raider);
        stage.twitch.raid(stage.twitch.user(raider).id(), alice.id(), 5);
    }

    private void awaitAllGreeted() {
        stage.twitch.awaitMessages(all -> greeted(all).size() >= raiders.size(), SOON);
        assertThat(greeted(stage.twitch.sentMessages())).containsExactlyElementsOf(raiders);
    }

    private static List<String> greeted(List<SentMessage> all) {
        return all.stream()
                .filter(SentMessage::sent)
                .map(message -> message.text().replaceAll(".*raiders! (\\w+) arrives.*", "$1"))
                .toList();
    }
}
