package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.ChatLine;
import bot.herald.simulator.ModerationAction;
import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedUser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people really write, in whatever script, and what the running bot makes of it. */
class EveryChatEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ART = "\u2800\u2800\u28ff\u28ff\u2800\u2800 \u2800\u28ff\u2800\u2800\u28ff\u2800";

    @TempDir
    Path folder = Path.of("");

    private Stage stage;
    private SimulatedUser alice;
    private SimulatedUser mod;
    private SimulatedUser viewer;
    private LoggedIn person;

    @BeforeEach
    void open() {
        stage = new Stage(folder);
        alice = stage.twitch.user("alice");
        mod = stage.twitch.user("mod");
        viewer = stage.twitch.user("viewer");
        stage.twitch.addModerator(alice.id(), stage.twitch.user(Stage.BOT).id());
        stage.twitch.addModerator(alice.id(), mod.id());
        stage.connectChannel("alice");
        person = LoggedIn.at(stage, "alice");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void accountIsUnderstoodHoweverItIsNamed() {
        connectBot();
        stage.twitch.user("pal", "Pal");
        SimulatedUser handsome = stage.twitch.user("anaikero", "\u30cf\u30f3\u30b5\u30e0");
        stage.twitch.user("biseo91", "\ube44\uc11c91");
        stage.twitch.user("malchik", "\u041c\u0430\u043b\u044c\u0447\u0438\u043a");

        for (String name : List.of(
                "@pal,",
                "pal:",
                "PAL!",
                "(pal)",
                "\uff20pal",
                "#pal",
                "pal\u3002",
                "https://www.twitch.tv/pal/",
                "https://www.twitch.tv/pal?referrer=raid",
                "m.twitch.tv/pal",
                "HTTPS://Twitch.tv/Pal",
                "twitch.tv/popout/pal/chat")) {
            said(mod, "!so " + name, "Go and see Pal at twitch.tv/pal.");
        }
        said(mod, "!so @\u30cf\u30f3\u30b5\u30e0", "Go and see \u30cf\u30f3\u30b5\u30e0 at twitch.tv/anaikero.");
        said(mod, "!so @\ube44\uc11c91,", "Go and see \ube44\uc11c91 at twitch.tv/biseo91.");
        said(
                mod,
                "!so @\u041c\u0430\u043b\u044c\u0447\u0438\u043a thanks",
                "Go and see \u041c\u0430\u043b\u044c\u0447\u0438\u043a at twitch.tv/malchik.");
        said(mod, "\u0001ACTION !so pal\u0001", "Go and see Pal at twitch.tv/pal.");
        said(mod, "/me !so pal", "Go and see Pal at twitch.tv/pal.");
        said(mod, "!so nobody_here", "There is no account nobody_here on Twitch.");
        said(mod, "!so palindrome @pal", "There is no account palindrome on Twitch.");
        said(mod, "!so \u30cf\u30f3\u30b5\u30e0", "Usage: !so <name>");
        said(mod, "!so @alice", "That's this channel!");

        String line = write(handsome, "hi");
        int before = stage.twitch.sentMessages().size();
        stage.twitch.chat(
                ChatLine.of(alice.id(), mod.id(), "!so @\ube44\uc11c91").withReplyTo(line));
        assertThat(answer(before + 1)).isEqualTo("Go and see \ube44\uc11c91 at twitch.tv/biseo91.");
        said(
                stage.twitch.user("ann"),
                "!followage @\u30cf\u30f3\u30b5\u30e0",
                "\u30cf\u30f3\u30b5\u30e0 does not follow this channel.");
        int count = stage.twitch.sentMessages().size();
        write(stage.twitch.user("ben"), "!accountage @\ube44\uc11c91");
        assertThat(answer(count + 1)).startsWith("\ube44\uc11c91 has been on Twitch for ");
    }

    @Test
    void restingCommandTellsModeratorsThatItIsOff() {
        connectBot();

        said(mod, "!permit pal", "!permit is off. Switch on 'Chat filters' on the dashboard.");
        write(viewer, "!permit pal");
        said(mod, "!guard", "!guard is off. Switch on 'Guard against hate raids' on the dashboard.");
        write(viewer, "!guard off");
        said(alice, "!ping", "Pong!");
    }

    @Test
    void restingCommandNamesItsFeatureAsTheDashboardDoesInTheChannelsLanguage() {
        connectBot();

        settings("{\"language\":\"de\"}");
        said(mod, "!permit pal", "!permit ist aus. Schalte \u201eChatfilter\u201c im Dashboard ein.");
        settings("{\"language\":\"es\"}");
        said(
                mod,
                "!guard",
                "!guard no est\u00e1 activo. Activa \u00abProtecci\u00f3n contra raids de odio\u00bb en el panel.");
    }

    @Test
    void freedNameIsTheChannelsUntilTheBuiltInCommandIsBack() {
        connectBot();
        said(
                mod,
                "!command add commands Mine",
                "!commands is built in; switch it off on the dashboard to use the name.");
        disable("commands", "ping");
        said(mod, "!command add commands Mine", "Added !commands.");
        said(mod, "!command alias commands ping", "!ping now leads to !commands.");
        said(viewer, "!commands", "Mine");
        said(viewer, "!ping", "Mine");
        assertThat(person.change(
                                "POST",
                                "/api/channels/" + alice.id() + "/commands",
                                "{\"name\":\"uptime\",\"text\":\"No\"}")
                        .statusCode())
                .isEqualTo(409);

        disable();
        said(viewer, "!ping", "Pong!");
        said(mod, "!command show commands", "!commands (waiting while the built-in command is on; also ping): Mine");
        said(mod, "!command edit commands Ours", "Changed !commands.");
        disable("commands");
        said(viewer, "!commands", "Ours");
        said(mod, "!command delete commands", "Deleted !commands.");
    }

    @Test
    void pictureOfBraillePassesThroughCommandAndQuote() {
        connectBot();

        said(mod, "!command add art " + ART, "Added !art.");
        said(viewer, "!art", ART);
        said(mod, "!quote add " + ART, "Saved as quote 1.");
        int before = stage.twitch.sentMessages().size();
        write(viewer, "!quote 1");
        assertThat(answer(before + 1)).startsWith("Quote 1: " + ART);
    }

    @Test
    void filtersLeaveOrdinaryLinesOfEveryScript() {
        HttpResponse<String> saved = person.change(
                "PUT",
                "/api/channels/" + alice.id() + "/features/chat-filters",
                "{\"settings\":{\"links\":true,\"capitals\":true,\"repetition\":true,\"words\":true,\"notice\":true,"
                        + "\"forbiddenWords\":[\"badword\",\"hell\",\"\u7b28\u86cb\"]}}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        connectBot();

        List<String> unwanted = new ArrayList<>();
        for (String line : List.of(
                "\u0928\u092e\u0938\u094d\u0924\u0947, \u0915\u0948\u0938\u0947 \u0939\u094b? \u0906\u091c \u092c\u0939\u0941\u0924 \u092e\u095b\u093e \u0906\u092f\u093e",
                "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e04\u0e23\u0e31\u0e1a\u0e17\u0e38\u0e01\u0e04\u0e19 \u0e40\u0e01\u0e21\u0e19\u0e35\u0e49\u0e2a\u0e19\u0e38\u0e01\u0e21\u0e32\u0e01",
                "he'll be back.in a minute",
                "KEKW OMEGALUL KEKW OMEGALUL",
                "\u9e21\u86cb\u3002\u5728\u7ebf \u5417",
                "/me waves.at you",
                "https://clips.twitch.tv/Funny",
                "that was close.gg")) {
            write(viewer, line);
        }
        for (String line : List.of(
                "evil%2Ecom",
                "/me says badword\ud83d\ude02",
                "WHY ARE YOU SHOUTING AT ME",
                "\u4f60\u662f \u7b28\u86cb",
                "discord gg/abc",
                "\u2605".repeat(31))) {
            unwanted.add(write(stage.twitch.user("spammer" + unwanted.size()), line));
        }

        List<ModerationAction> done =
                stage.twitch.moderation().awaitActions(all -> all.size() >= unwanted.size(), SOON);
        assertThat(done).extracting(ModerationAction::detail).containsExactlyInAnyOrderElementsOf(unwanted);
        stage.twitch.awaitMessages(all -> all.size() >= unwanted.size(), SOON);
        assertThat(stage.twitch.sentMessages())
                .extracting(SentMessage::text)
                .anyMatch(text -> text.startsWith("@spammer0, "))
                .anyMatch(text -> text.startsWith("@spammer5, "));
    }

    private void connectBot() {
        stage.connectBot();
        stage.twitch.awaitSubscriptions(
                all -> all.stream().anyMatch(one -> one.enabled() && one.type().equals("channel.chat.message")), SOON);
    }

    private void disable(String... names) {
        settings("{\"disabledCommands\":[" + (names.length == 0 ? "" : "\"" + String.join("\",\"", names) + "\"")
                + "]}");
    }

    private void settings(String json) {
        HttpResponse<String> saved = person.change("PUT", "/api/channels/" + alice.id() + "/settings", json);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    /** Writes, and expects this as the next thing the bot says. */
    private void said(SimulatedUser who, String line, String answer) {
        int before = stage.twitch.sentMessages().size();
        write(who, line);
        assertThat(answer(before + 1)).as(line).isEqualTo(answer);
    }

    private String write(SimulatedUser who, String line) {
        return stage.twitch.chat(ChatLine.of(alice.id(), who.id(), line)).messageId();
    }

    private String answer(int number) {
        List<SentMessage> sent = stage.twitch.awaitMessages(all -> all.size() >= number, SOON);
        assertThat(sent).hasSize(number);
        return sent.get(number - 1).text();
    }
}
