package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Role;
import bot.herald.stream.StreamState;
import bot.herald.testing.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomCommandsTest {
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

    @Test
    void whatAViewerMayNotSayTheBotDoesNotSayForThem() {
        chat.moderator("!command add glue {1}{2} {channel} {user} {count}");
        chat.moderator("!command add own rotten {count}");

        assertThat(chat.viewer("!glue rot ten")).isEmpty();
        assertThat(chat.viewer("!glue ro se")).containsExactly("rose TheChannel User3 2");
        assertThat(chat.viewer("!own")).containsExactly("rotten 1");
        assertThat(chat.speeches.asked.get(0)).satisfies(speech -> {
            assertThat(speech.viewer().orElseThrow().id()).isEqualTo(Chat.VIEWER);
            assertThat(speech.role()).isEqualTo(Role.EVERYONE);
            assertThat(speech.said().own()).isEqualTo("\uFFFC\uFFFC TheChannel \uFFFC 1");
            assertThat(speech.quiet()).containsExactly("User3");
        });
    }

    @Test
    void moderatorMakesChangesShowsAndDeletesACommand() {
        assertThat(chat.moderator("!command add !Hi Hello {user}")).containsExactly("Added !hi.");
        assertThat(chat.viewer("!HI")).containsExactly("Hello User3");

        assertThat(chat.moderator("!command add hi Again")).containsExactly("!hi already exists.");
        assertThat(chat.moderator("!command edit hi Bye {user}")).containsExactly("Changed !hi.");
        assertThat(chat.viewer("!hi")).containsExactly("Bye User3");

        assertThat(chat.moderator("!command show hi")).containsExactly("!hi: Bye {user}");
        assertThat(chat.moderator("!command delete hi")).containsExactly("Deleted !hi.");
        assertThat(chat.viewer("!hi")).isEmpty();
        assertThat(chat.moderator("!command delete hi")).containsExactly("There is no such command.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!command add hi Hello",
                "!command edit old Hello",
                "!command delete old",
                "!command alias old hi",
                "!command show old"
            })
    void viewersVipsAndSubscribersManageNothing(String text) {
        chat.moderator("!command add old Old text");

        assertThat(chat.viewer(text)).isEmpty();
        assertThat(chat.as(Chat.VIEWER, text, "vip", "subscriber", "staff")).isEmpty();
        assertThat(chat.commands.list(Chat.CHANNEL)).singleElement().satisfies(command -> {
            assertThat(command.text()).isEqualTo("Old text");
            assertThat(command.aliases()).isEmpty();
        });
    }

    @Test
    void aliasesAnswerLikeTheirCommand() {
        chat.moderator("!command add hi Hello");
        assertThat(chat.moderator("!command alias hi !Yo hey")).containsExactly("!yo, !hey now lead to !hi.");

        assertThat(chat.viewer("!YO")).containsExactly("Hello");
        assertThat(chat.viewer("!hey")).containsExactly("Hello");
        assertThat(chat.moderator("!command show yo")).containsExactly("!hi (also yo hey): Hello");
        assertThat(chat.moderator("!command add yo x")).containsExactly("!yo is already an alias of !hi.");

        assertThat(chat.moderator("!command unalias hey")).containsExactly("!hey no longer works.");
        assertThat(chat.viewer("!hey")).isEmpty();
        assertThat(chat.moderator("!command unalias hi")).containsExactly("There is no such alias.");
        chat.moderator("!command delete yo");
        assertThat(chat.viewer("!hi")).isEmpty();
    }

    @Test
    void disabledCommandIsSilentUntilItIsEnabled() {
        chat.moderator("!command add hi Hello");

        chat.moderator("!command disable hi");
        assertThat(chat.viewer("!hi")).isEmpty();
        assertThat(chat.moderator("!command show hi")).containsExactly("!hi (disabled): Hello");

        chat.moderator("!command enable hi");
        assertThat(chat.viewer("!hi")).containsExactly("Hello");
    }

    @Test
    void withoutACooldownEveryUseIsAnswered() {
        chat.moderator("!command add hi Hello");

        assertThat(chat.viewer("!hi")).hasSize(1);
        assertThat(chat.viewer("!hi")).hasSize(1);
    }

    @Test
    void channelsCooldownHoldsForEveryViewerAndEndsExactlyOnTime() {
        chat.moderator("!command add hi Hello");
        chat.moderator("!command alias hi yo");
        assertThat(chat.moderator("!command cooldown hi 10"))
                .containsExactly("!hi: 10 s for the channel, 0 s per user.");

        assertThat(chat.viewer("!hi")).hasSize(1);
        assertThat(chat.as(Chat.OTHER_VIEWER, "!hi")).isEmpty();
        assertThat(chat.as(Chat.OTHER_VIEWER, "!yo"))
                .as("an alias is no way around")
                .isEmpty();
        chat.clock.advance(Duration.ofMillis(9_999));
        assertThat(chat.viewer("!hi")).isEmpty();
        chat.clock.advance(Duration.ofMillis(1));
        assertThat(chat.as(Chat.OTHER_VIEWER, "!hi")).hasSize(1);
    }

    @Test
    void usersCooldownHoldsForThatUserAlone() {
        chat.moderator("!command add hi Hello");
        chat.moderator("!command cooldown hi 0 60");

        assertThat(chat.viewer("!hi")).hasSize(1);
        assertThat(chat.viewer("!hi")).isEmpty();
        assertThat(chat.as(Chat.OTHER_VIEWER, "!hi")).hasSize(1);
        chat.clock.advance(Duration.ofSeconds(60));
        assertThat(chat.viewer("!hi")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"moderator, 1", "broadcaster, 1", "lead_moderator, 1", "vip, 0", "subscriber, 0"})
    void cooldownDoesNotHoldForModeratorsAndTheBroadcaster(String badge, int answers) {
        chat.moderator("!command add hi Hello");
        chat.moderator("!command cooldown hi 10 10");
        chat.viewer("!hi");

        assertThat(chat.as(Chat.VIEWER, "!hi", badge)).hasSize(answers);
    }

    @Test
    void moderatorsUseStartsTheCooldownForOthers() {
        chat.moderator("!command add hi Hello");
        chat.moderator("!command cooldown hi 10");

        chat.moderator("!hi");

        assertThat(chat.viewer("!hi")).isEmpty();
    }

    @Test
    void placeholdersAreFilledIn() {
        chat.streams.put(
                Chat.CHANNEL,
                new StreamState(Optional.of(chat.clock.instant().minus(Duration.ofMinutes(65))), "A title", "Chess"));
        chat.moderator(
                "!command add all {user} {channel} [{args}] {1}/{2}/{3} {uptime} {game} {title} {{{random:7-7}}}");

        assertThat(chat.viewer("!all  one   two"))
                .containsExactly("User3 TheChannel [one   two] one/two/ 1 h 5 min Chess A title {7}");
    }

    @Test
    void countGoesUpOncePerAnsweredUseAndSurvives() {
        chat.moderator("!command add deaths Died {count} times");
        chat.moderator("!command cooldown deaths 10");

        assertThat(chat.viewer("!deaths")).containsExactly("Died 1 time");
        assertThat(chat.viewer("!deaths")).isEmpty();
        chat.moderator("!command edit deaths {count} deaths");
        assertThat(chat.moderator("!deaths")).containsExactly("2 deaths");

        assertThat(chat.otherProcess().find(Chat.CHANNEL, "deaths"))
                .get()
                .extracting(CustomCommand::count)
                .isEqualTo(2L);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 5",
        "+, 6",
        "+3, 8",
        "-, 4",
        "-10, -5",
        "=0, 0",
        "=-7, -7",
        "+9999999999999, 1000000000005",
        "=9999999999999, 1000000000000"
    })
    void moderatorsShowAndChangeCounters(String step, String result) {
        chat.moderator("!command add deaths x");
        chat.moderator("!counter deaths =5");

        assertThat(chat.moderator("!counter !deaths " + step)).containsExactly("Counter of !deaths: " + result);
        assertThat(chat.viewer("!counter deaths")).containsExactly("Counter of !deaths: " + result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=",
                "+-3",
                "--3",
                "5",
                "x",
                "=x",
                "+99999999999999",
                "=1.5",
                "=1,00",
                "five",
                "+ +",
                "= 1 2",
                "+9999999999999999999"
            })
    void stepThatMakesNoSenseChangesNothing(String step) {
        chat.moderator("!command add deaths x");
        chat.moderator("!counter deaths =5");

        assertThat(chat.moderator("!counter deaths " + step)).containsExactly("Usage: !counter <command> [+1|-1|=0]");
        assertThat(chat.viewer("!counter deaths")).containsExactly("Counter of !deaths: 5");
    }

    @Test
    void viewerChangesNoCounter() {
        chat.moderator("!command add deaths x");

        assertThat(chat.viewer("!counter deaths +1")).containsExactly("Only moderators can change counters.");
        assertThat(chat.viewer("!counter deaths")).containsExactly("Counter of !deaths: 0");
    }

    @ParameterizedTest
    @CsvSource({
        "/ban somebody, » /ban somebody",
        ".ban somebody, » .ban somebody",
        "!command delete echo, » !command delete echo",
        "{user} {count}, {user} {count}",
        "plain, plain"
    })
    void whatAChatterWritesIsSaidAsTextAndNeverObeyed(String written, String said) {
        chat.moderator("!command add echo {args}");

        assertThat(chat.viewer("!echo " + written)).containsExactly(said);
        assertThat(chat.commands.find(Chat.CHANNEL, "echo")).isPresent();
    }

    @Test
    void answerWithNothingToSayIsNotSaid() {
        chat.moderator("!command add echo {args}");

        assertThat(chat.viewer("!echo")).isEmpty();
        assertThat(chat.viewer("!echo \u200B\u200B")).isEmpty();
    }

    @Test
    void answerIsNeverLongerThanOneMessage() {
        chat.moderator("!command add echo {args}{args}{args}");

        assertThat(chat.viewer("!echo " + "x".repeat(400)))
                .singleElement()
                .asString()
                .hasSize(500)
                .endsWith("x…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!command add hi Hello {usr} | {usr} is unknown (character 7). Did you mean {user}?",
                "!command add hi Hello $(user) | $(user) is written for another bot (character 7). Write {user}.",
                "!command add ping x | !ping is built in; switch it off on the dashboard to use the name.",
                "!command add a/b x | The name must be one word without spaces, / and \\.",
                "!command add !!hi x | The name must not begin with !.",
                "!command edit hi x | There is no such command.",
                "!command show hi | There is no such command.",
                "!command role hi vip | There is no such command.",
                "!command cooldown hi soon | Usage: !command cooldown <name> <seconds> [<seconds per user>]"
            })
    void mistakesAreExplained(String written, String answer) {
        assertThat(chat.moderator(written)).containsExactly(answer);
        assertThat(chat.commands.list(Chat.CHANNEL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "!command add, !command add <name> <text>",
        "!command add hi, !command add <name> <text>",
        "!command edit hi, !command edit <name> <text>",
        "!command show, !command show <name>",
        "!command delete, !command delete <name>",
        "!command alias hi, !command alias <name> <alias>",
        "!command unalias, !command unalias <alias>",
        "!command cooldown hi, !command cooldown <name> <seconds> [<seconds per user>]",
        "!command role hi, !command role <name> <everyone|subscriber|vip|moderator|broadcaster>"
    })
    void incompleteCommandIsAnsweredWithWhatWasMeant(String written, String form) {
        assertThat(chat.moderator(written)).containsExactly("Usage: " + form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!command", "!command frob hi"})
    void unknownActionIsAnsweredWithThoseThatThereAre(String written) {
        assertThat(chat.moderator(written))
                .containsExactly(
                        "Usage: !command" + " add|edit|delete|show|alias|unalias|cooldown|role|enable|disable <name>");
    }

    @Test
    void sameAliasTwiceIsNoNews() {
        chat.moderator("!command add hi Hello");

        assertThat(chat.moderator("!command alias hi hello")).containsExactly("!hello now leads to !hi.");
        assertThat(chat.moderator("!command alias hi !Hello")).containsExactly("!hello already leads to !hi.");
        assertThat(chat.moderator("!command alias hi hello hey")).containsExactly("!hey now leads to !hi.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"show ping", "delete ping", "disable ping", "edit ping x", "alias ping p", "role ping mod"})
    void builtInCommandIsNamedAsOne(String what) {
        assertThat(chat.moderator("!command " + what))
                .containsExactly("!ping is built in; switch it off on the dashboard.");
        assertThat(chat.moderator("!counter ping")).containsExactly("!ping has no counter.");
    }

    @ParameterizedTest
    @CsvSource({
        "mod, moderators",
        "mods, moderators",
        "sub, subscribers and above",
        "all, everyone",
        "VIP, VIPs and above",
        "broadcaster, the broadcaster"
    })
    void rolesAreReadAsPeopleWriteThem(String written, String said) {
        chat.moderator("!command add hi Hello");

        assertThat(chat.moderator("!command role hi " + written)).containsExactly("!hi is now for " + said + ".");
    }

    /** A command as it is named, and as people write it: in capitals of their language, without accents, in another tone. */
    @ParameterizedTest
    @CsvSource({
        "istatistik, !İSTATİSTİK",
        "istatistik, !İstatistik",
        "ışık, !IŞIK",
        "ırmak, !IRMAK",
        "grüße, !GRÜSSE",
        "straße, !Strasse",
        "información, !informacion",
        "informacion, !INFORMACIÓN",
        "οδος, !ΟΔΌΣ",
        "ёлка, !елка",
        "\uD83D\uDC4D\uD83C\uDFFD, !\uD83D\uDC4D",
        "hi, '!hi,'",
        "hi, !hi!",
        "hi, !HI?!",
        "hi, !hi…",
        "hi, ！ｈｉ！"
    })
    void commandIsFoundHoweverPeopleWriteIt(String name, String written) {
        chat.moderator("!command add " + name + " Hello {args}");

        assertThat(chat.viewer(written + " you")).containsExactly("Hello you");
    }

    @Test
    void commandThatIsWrittenExactlySoGoesFirst() {
        chat.moderator("!command add cafe without");
        chat.moderator("!command add café with");
        chat.moderator("!command add hi! loud");
        chat.moderator("!command add hi quiet");

        assertThat(chat.viewer("!cafe")).containsExactly("without");
        assertThat(chat.viewer("!CAFÉ")).containsExactly("with");
        assertThat(chat.viewer("!cafè")).as("either could be meant").isEmpty();
        assertThat(chat.viewer("!hi!")).containsExactly("loud");
        assertThat(chat.viewer("!hi.")).containsExactly("quiet");
    }

    @Test
    void commandThatIsSwitchedOffIsOffHoweverItIsWritten() {
        Settings.set(chat.settings, Chat.CHANNEL, Map.of("disabledCommands", List.of("ping")));

        assertThat(chat.viewer("!ping!")).isEmpty();
        assertThat(chat.viewer("!PİNG")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "90s | !hi: 90 s for the channel, 0 s per user.",
                "1m30 | !hi: 90 s for the channel, 0 s per user.",
                "1m30s 5min | !hi: 90 s for the channel, 300 s per user.",
                "2h | !hi: 7200 s for the channel, 0 s per user.",
                "10s, 60s | !hi: 10 s for the channel, 60 s per user.",
                "30sek 5min | !hi: 30 s for the channel, 300 s per user.",
                "30seg | !hi: 30 s for the channel, 0 s per user.",
                "2std | !hi: 7200 s for the channel, 0 s per user.",
                "1h30 | !hi: 5400 s for the channel, 0 s per user.",
                "1h30m | !hi: 5400 s for the channel, 0 s per user.",
                "1,000 | !hi: 1000 s for the channel, 0 s per user.",
                "1.000 | !hi: 1000 s for the channel, 0 s per user.",
                "\uFF11\uFF10 | !hi: 10 s for the channel, 0 s per user.",
                "0 5 | !hi: 0 s for the channel, 5 s per user.",
                "0 | !hi has no cooldown.",
                "25h | The cooldown must be 0 to 86400 seconds.",
                "999999999h | Usage: !command cooldown <name> <seconds> [<seconds per user>]",
                "1.5 | Usage: !command cooldown <name> <seconds> [<seconds per user>]"
            })
    void cooldownIsUnderstoodAsPeopleWriteSpans(String written, String answer) {
        chat.moderator("!command add hi Hello");

        assertThat(chat.moderator("!command cooldown hi " + written)).containsExactly(answer);
    }

    @Test
    void commasBetweenAliasesAreNoPartOfThem() {
        chat.moderator("!command add hi Hello");

        assertThat(chat.moderator("!command alias hi !yo, !hey , moin;"))
                .containsExactly("!yo, !hey, !moin now lead to !hi.");
        assertThat(chat.viewer("!yo")).containsExactly("Hello");
        assertThat(chat.moderator("!command alias hi ,")).containsExactly("Usage: !command alias <name> <alias>");
    }

    @ParameterizedTest
    @CsvSource({
        "alle, everyone",
        "todos, everyone",
        "Abonnenten, subscribers and above",
        "suscriptores, subscribers and above",
        "Moderatoren, moderators",
        "moderador, moderators"
    })
    void rolesAreUnderstoodInTheBotsLanguages(String written, String audience) {
        chat.moderator("!command add hi Hello");

        assertThat(chat.moderator("!command role hi " + written)).containsExactly("!hi is now for " + audience + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove", "del", "Delete"})
    void commandIsDeletedByWhatOtherBotsCallIt(String action) {
        chat.moderator("!command add hi Hello");

        assertThat(chat.moderator("!command " + action + " hi")).containsExactly("Deleted !hi.");
        assertThat(chat.viewer("!hi")).isEmpty();
    }
}
