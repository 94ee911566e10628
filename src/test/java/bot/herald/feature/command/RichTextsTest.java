package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiPeopleRegister;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Placeholders of commands, typed into a chat. */
class RichTextsTest {
    private static final Pattern ROW = Pattern.compile("^\\| (`\\{.*?) \\| ([a-z, ]+) \\| .* \\|$");
    private static final Pattern FORM = Pattern.compile("`(\\{[^`]+})`");

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
    void everyPlaceholderInTheDocumentationWorksInAChat() throws IOException {
        List<String> forms = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs/commands.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()
                    && (row.group(2).contains("commands") || row.group(2).equals("everywhere"))) {
                Matcher form = FORM.matcher(row.group(1).replace("\\|", "|"));
                while (form.find()) {
                    forms.add(form.group(1));
                }
            }
        }
        assertThat(forms).hasSizeGreaterThan(25);
        for (String form : forms) {
            chat.moderator("!command delete doc");
            chat.moderator("!command add doc x");
            chat.moderator("!command role doc mod");
            assertThat(chat.moderator("!command edit doc It is " + form + ".")).containsExactly("Changed !doc.");
            assertThat(chat.moderator("!doc one two")).as(form).singleElement().satisfies(said -> {
                assertThat(said).startsWith("It is ").endsWith(".").doesNotContain("{", "}");
                assertThat(said).as(form).isNotEqualTo("It is .");
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "!hug @Pal, please; {user} hugs {touser}; User3 hugs Pal",
                "!hug; {user} hugs {touser}; User3 hugs User3",
                "!hug (@Pal)!; {user} hugs {touser}; User3 hugs Pal",
                "!hug “Pal”; {user} hugs {touser}; User3 hugs Pal",
                "!hug 1,000; twice {math:{1}*2}; twice 2000",
                "!hug \uFF13; twice {math:{1}*2} {if:{1}>2|much|little}; twice 6 much",
                "!hug -3; {math:{1}*2}; -6",
                "!hug a_name_that_is_longer_than_any; {touser}; a_name_that_is_longer_tha",
                "!hug; {pick.chatter}; User3",
                "!hug two; {1|one} {2|one}; two one",
            })
    void wordsOfTheLineAreUsed(String line, String text, String answer) {
        chat.moderator("!command add hug " + text);

        assertThat(chat.viewer(line)).last().isEqualTo(answer);
    }

    @Test
    void countersAreSharedByAllCommandsAndOutliveThem() {
        chat.moderator("!command add died {user} counts: {counter:deaths+1} deaths");
        chat.moderator("!command add deaths {channel}: {counter:Deaths}");

        assertThat(chat.viewer("!deaths")).containsExactly("TheChannel: 0");
        assertThat(chat.viewer("!died")).containsExactly("User3 counts: 1 death");
        assertThat(chat.viewer("!died")).containsExactly("User3 counts: 2 deaths");
        assertThat(chat.viewer("!deaths")).containsExactly("TheChannel: 2");
        chat.moderator("!command delete died");
        assertThat(chat.viewer("!deaths")).containsExactly("TheChannel: 2");
    }

    @Test
    void onlyACommandForModeratorsSetsACounter() {
        assertThat(chat.moderator("!command add reset {counter:deaths=5}"))
                .containsExactly(
                        "Only commands for moderators can set a counter with =. Change the role, or use + instead.");
        chat.moderator("!command add reset x");
        chat.moderator("!command role reset mod");
        chat.moderator("!command edit reset now {counter:deaths=5}");
        assertThat(chat.moderator("!command role reset everyone"))
                .containsExactly(
                        "Only commands for moderators can set a counter with =. Change the role, or use + instead.");

        assertThat(chat.moderator("!reset")).containsExactly("now 5");
    }

    @Test
    void aBranchThatIsNotSaidChangesNothing() {
        chat.moderator("!command add maybe {if:{1}=yes|counted {counter:c+1}|{user}: {counter:c}}");

        assertThat(chat.viewer("!maybe no")).containsExactly("User3: 0");
        assertThat(chat.viewer("!maybe yes")).containsExactly("counted 1");
    }

    @Test
    void viewersAreCountedForThemselvesAndForgotten() {
        chat.moderator("!command add lurk {user} lurks: {count.user} of {count}");

        assertThat(chat.viewer("!lurk")).containsExactly("User3 lurks: 1 of 1");
        assertThat(chat.viewer("!lurk")).containsExactly("User3 lurks: 2 of 2");
        assertThat(chat.as(Chat.OTHER_VIEWER, "!lurk")).containsExactly("User4 lurks: 1 of 3");

        new JdbiPeopleRegister(chat.database()).erase(Chat.VIEWER, new TwitchUserId("01"));
        assertThat(chat.viewer("!lurk")).containsExactly("User3 lurks: 1 of 4");
        new JdbiCounterStore(chat.database()).sweep(chat.clock.instant().plus(Duration.ofDays(91)));
        assertThat(chat.as(Chat.OTHER_VIEWER, "!lurk")).containsExactly("User4 lurks: 1 of 5");
    }

    @Test
    void anAddressIsAskedWithTheViewersWordsEncodedByPosition() {
        chat.moderator(
                "!command add weather In {args} it is {fetch:https://api.example.com/{1}?q={args}&u={args:url} json:now.0}.");

        assertThat(chat.viewer("!weather ../x?a=b&c #/é")).containsExactly("In ../x?a=b&c #/é it is sunny.");
        assertThat(chat.fetched)
                .containsExactly("https://api.example.com/..%2Fx%3Fa%3Db%26c?q=..%2Fx%3Fa%3Db%26c%20%23%2F%C3%A9"
                        + "&u=..%2Fx%3Fa%3Db%26c%20%23%2F%C3%A9 [now, 0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{fetch:http://example.com/}; The address must begin with https:// and a host name written out",
                "{fetch:https://{1}/}; The address must begin with https:// and a host name written out",
                "{fetch:https://example.com{1}/}; The address must begin with https:// and a host name written out",
                "{fetch:https://me:secret@example.com/}; The address must begin with https:// and a host name written out",
                "{fetch:https://example.com/#x}; The address can't hold spaces",
                "{fetch:https://example.com/{fetch:https://example.com/}}; An address can't come from another address",
                "{fetch:https://hidden.example.com/x}; hidden.example.com is not among the addresses that this bot may ask",
                "{fetch:https://a.b/}{fetch:https://a.b/}{fetch:https://a.b/}; A text can ask at most 2 addresses.",
            })
    void addressesThatCannotBeAskedAreNotSaved(String text, String why) {
        assertThat(chat.moderator("!command add weather " + text))
                .singleElement()
                .satisfies(said -> assertThat(said).startsWith(why));
    }
}
