package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.identity.TwitchLogin;
import bot.herald.settings.Change;
import bot.herald.testing.Commands;
import bot.herald.testing.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandResponderTest {
    @TempDir
    Path folder = Path.of("");

    private Chat chat;

    @BeforeEach
    void open() {
        chat = new Chat(folder);
    }

    @AfterEach
    void close() {
        chat.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!ping",
                "!PING",
                "  !ping  ",
                "!ping please",
                "!ping\u3000please",
                "!ping\u034F",
                "\u200B!ping",
                "\u200D!ping",
                "!ping \uDB40\uDC00",
                "!pi\u00ADng",
                "\uFF01\uFF50ing",
                "!ping\tplease"
            })
    void commandIsTheFirstWordHoweverItIsWritten(String text) {
        chat.viewer(text);

        assertThat(chat.said).singleElement().satisfies(answer -> {
            assertThat(answer.text()).isEqualTo("Pong!");
            assertThat(answer.replyTo()).contains("chat-1");
        });
    }

    @Test
    void onlyALineThatIsAnsweredIsClaimed() {
        chat.viewer("hello");
        chat.viewer("!nosuchcommand");
        chat.viewer("!so somebody");
        assertThat(chat.claimed).isEmpty();

        chat.viewer("!ping");
        assertThat(chat.claimed).containsExactly("!ping");
    }

    @Test
    void whatAnotherInstanceAnswersIsLeftToIt() {
        chat.commands.create(Chat.CHANNEL, CustomCommand.of("deaths", "Deaths: {count}"));
        chat.ours = false;
        assertThat(chat.viewer("!ping")).isEmpty();
        assertThat(chat.viewer("!deaths")).isEmpty();
        chat.ours = true;

        assertThat(chat.viewer("!deaths")).as("counted by the other alone").containsExactly("Deaths: 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ping",
                "say !ping",
                "!",
                "!!ping",
                "! ping",
                "!unknown",
                "",
                "\u200B",
                "!pingpong",
                "Kappa Kappa",
                "\uD83D\uDE00",
                "\uDB40\uDC00",
                "@bot !ping"
            })
    void everythingElseIsLeftAlone(String text) {
        assertThat(chat.viewer(text)).isEmpty();
    }

    @Test
    void commandInAReplyStandsBehindTheName() {
        assertThat(chat.hear(reply("@Some_Body !ping", Optional.of("parent")))).containsExactly("Pong!");
        assertThat(chat.hear(reply("@Some_Body !ping", Optional.empty())))
                .as("only a reply begins with a name by itself")
                .isEmpty();
    }

    private static ChatMessageReceived reply(String text, Optional<String> parent) {
        return Chat.message(Chat.VIEWER, text, Set.of(), parent, Optional.empty());
    }

    @Test
    void commandsLeadsToThePageWhereThereIsOne() {
        chat.page = Optional.of("https://bot.example/c/channel");

        assertThat(chat.viewer("!commands")).containsExactly("Commands: https://bot.example/c/channel");
    }

    @Test
    void helpLeadsToTheCommands() {
        chat.page = Optional.of("https://bot.example/c/channel");
        assertThat(chat.viewer("!help")).containsExactly("Commands: https://bot.example/c/channel");
        assertThat(chat.viewer("!HELP!")).containsExactly("Commands: https://bot.example/c/channel");

        chat.page = Optional.empty();
        assertThat(chat.viewer("!help me")).isEqualTo(chat.viewer("!commands"));
        assertThat(chat.moderator("!command show help"))
                .containsExactly("!help is built in; switch it off on the dashboard.");

        set(settings(Optional.empty(), List.of(), List.of("help")));
        assertThat(chat.viewer("!help")).isEmpty();
        assertThat(chat.viewer("!commands")).singleElement().asString().doesNotContain("!help");
    }

    @Test
    void theChannelsOwnHelpComesFirst() {
        assertThat(chat.moderator("!command add help Ask a moderator.")).containsExactly("Added !help.");
        assertThat(chat.viewer("!help")).containsExactly("Ask a moderator.");
        assertThat(chat.moderator("!command show help")).containsExactly("!help: Ask a moderator.");

        chat.moderator("!command disable help");
        assertThat(chat.viewer("!help")).isEmpty();

        chat.moderator("!command delete help");
        chat.moderator("!command add info Read the panels.");
        assertThat(chat.moderator("!command alias info help")).containsExactly("!help now leads to !info.");
        assertThat(chat.viewer("!help")).containsExactly("Read the panels.");
    }

    @Test
    void aBuiltInCommandRestsAsTheChannelSays() {
        Settings.set(chat.settings, Chat.CHANNEL, Map.of("builtInCooldowns", List.of("Ping 30 0")));

        assertThat(chat.viewer("!ping")).hasSize(1);
        assertThat(chat.as(Chat.OTHER_VIEWER, "!ping")).isEmpty();
        assertThat(chat.moderator("!ping")).hasSize(1);
        chat.clock.advance(Duration.ofSeconds(30));
        assertThat(chat.viewer("!ping")).hasSize(1);
    }

    @Test
    void theListIsByCategoryAndLeavesOutWhatIsHidden() {
        chat.commands.create(Chat.CHANNEL, Commands.listed("wins", "x", "Games", false));
        chat.commands.create(Chat.CHANNEL, Commands.listed("deaths", "x", "Games", false));
        chat.commands.create(Chat.CHANNEL, Commands.listed("secret", "x", "", true));
        chat.commands.create(Chat.CHANNEL, Commands.listed("setup", "x", "About me", false));

        assertThat(chat.viewer("!commands"))
                .singleElement()
                .asString()
                .startsWith("You can use: !accountage, ")
                .endsWith("!uptime; About me: !setup; Games: !deaths, !wins");
        assertThat(chat.viewer("!secret")).containsExactly("x");
    }

    @Test
    void commandsAreListedInOrderWithTheirPrefixForWhoMayUseThem() {
        chat.moderator("!command add hi Hello");
        chat.moderator("!command add zap Only for some");
        chat.moderator("!command role zap vip");

        assertThat(chat.viewer("!commands"))
                .containsExactly(
                        "You can use: !accountage, !commands, !counter, !followage, !game, !help, !hi, !ping, !quote,"
                                + " !title, !uptime");
        assertThat(chat.moderator("!commands")).singleElement().asString().contains("!command, ", "!so", "!zap");
    }

    @Test
    void longListOfCommandsIsOneLineAndEndsWithWhatIsLeft() {
        for (int i = 100; i < 400; i++) {
            assertThat(chat.commands.create(Chat.CHANNEL, CustomCommand.of("command" + i, "x")))
                    .isInstanceOf(Change.Done.class);
        }

        String line = chat.viewer("!commands").get(0);

        assertThat(chat.viewer("!commands")).hasSize(1);
        assertThat(line).hasSizeLessThanOrEqualTo(500).matches(".* …and [0-9]+ more");
        long named = List.of(line.split(" ")).stream()
                .filter(word -> word.startsWith("!"))
                .count();
        int left = Integer.parseInt(line.replaceFirst(".* …and ", "").replace(" more", ""));
        assertThat(named + left).isEqualTo(300 + 10);
    }

    @ParameterizedTest
    @CsvSource({
        "'', EVERYONE",
        "premium, EVERYONE",
        "staff, EVERYONE",
        "subscriber, SUBSCRIBER",
        "founder, SUBSCRIBER",
        "vip, VIP",
        "moderator, MODERATOR",
        "lead_moderator, MODERATOR",
        "broadcaster, BROADCASTER"
    })
    void roleComesFromBadges(String badge, Role role) {
        assertThat(Role.of(Set.of(badge, "subscriber-gifter"))).isEqualTo(role);
    }

    @Test
    void highestBadgeCounts() {
        assertThat(Role.of(Set.of("subscriber", "moderator", "vip"))).isEqualTo(Role.MODERATOR);
    }

    @ParameterizedTest
    @CsvSource({
        "subscriber, '', false",
        "subscriber, subscriber, true",
        "subscriber, founder, true",
        "subscriber, vip, true",
        "vip, subscriber, false",
        "vip, vip, true",
        "moderator, vip, false",
        "moderator, lead_moderator, true",
        "broadcaster, moderator, false",
        "broadcaster, broadcaster, true",
        "everyone, '', true"
    })
    void commandIsAnsweredFromItsLeastRoleUp(String least, String badge, boolean answered) {
        chat.moderator("!command add hi Hello");
        chat.moderator("!command role hi " + least);

        assertThat(chat.as(Chat.VIEWER, "!hi", badge)).hasSize(answered ? 1 : 0);
    }

    @Test
    void disabledBuiltInIsNeitherAnsweredNorListed() {
        set(settings(Optional.empty(), List.of(), List.of("ping")));

        assertThat(chat.viewer("!ping")).isEmpty();
        assertThat(chat.viewer("!commands"))
                .singleElement()
                .asString()
                .doesNotContain("!ping")
                .contains("!quote");
    }

    @Test
    void disabledBuiltInGivesItsNameFree() {
        set(settings(Optional.empty(), List.of(), List.of("commands", "ping")));

        assertThat(chat.moderator("!command add commands See the panels")).containsExactly("Added !commands.");
        assertThat(chat.viewer("!commands")).containsExactly("See the panels");
        assertThat(chat.moderator("!command alias commands ping")).containsExactly("!ping now leads to !commands.");
        assertThat(chat.viewer("!ping")).containsExactly("See the panels");
        assertThat(chat.moderator("!command add uptime x"))
                .containsExactly("!uptime is built in; switch it off on the dashboard to use the name.");
        assertThat(chat.moderator("!command alias commands uptime"))
                .containsExactly("!uptime is built in; switch it off on the dashboard to use the name.");
    }

    @Test
    void channelsOwnPrefixTakesThePlaceOfTheBots() {
        set(settings(Optional.of("?"), List.of(), List.of()));

        assertThat(chat.viewer("!ping")).isEmpty();
        assertThat(chat.viewer("?ping")).containsExactly("Pong!");
        assertThat(chat.moderator("?command add ?hi Hello")).containsExactly("Added ?hi.");
        assertThat(chat.viewer("?hi")).containsExactly("Hello");
    }

    private void set(Map<String, Object> wanted) {
        Settings.set(chat.settings, Chat.CHANNEL, wanted);
    }

    private static Map<String, Object> settings(
            Optional<String> prefix, List<TwitchLogin> ignored, List<String> disabledCommands) {
        return Map.of(
                "commandPrefix",
                prefix.orElse(""),
                "ignoredLogins",
                ignored.stream().map(TwitchLogin::value).toList(),
                "disabledCommands",
                disabledCommands);
    }
}
