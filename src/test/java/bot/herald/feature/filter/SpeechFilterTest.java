package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.Role;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureRegistry;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.moderation.Speech;
import bot.herald.settings.Change;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import bot.herald.testing.TestDatabase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechFilterTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final Account VIEWER = account("9");
    private static final String EVERYTHING = """
            {"links":true,"allowedDomains":["youtube.com"],"capitals":true,"repetition":true,"words":true,
            "forbiddenWords":["darn","very bad"]}""";

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private FeatureBook book;
    private SpeechFilter filter;
    private final List<String> audited = new ArrayList<>();

    @BeforeEach
    void open() {
        database = new TestDatabase(folder);
        FeatureRegistry registry = new FeatureRegistry(Set.of());
        registry.add(List.of(new ChatFilters((time, task) -> false)));
        book = new FeatureBook(registry, new JdbiDocumentStore(database.database()), id -> {});
        filter = new SpeechFilter(
                book, (channel, feature, what) -> audited.add(channel + " " + feature + " " + what.in(Language.EN)));
        set(EVERYTHING);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Controls: what is fine, and what is the channel's own.
                "Hello {user}, {args}!                 | how are you         | ",
                "Join discord.gg/ours, {user}          | hello               | ",
                "{args} discord.gg/ours.               | see                 | ",
                "Go to twitch.tv/{1}!                  | friend              | ",
                "Go to twitch.tv/{1}?ref=us            | friend              | ",
                "Go to twitch.tv/{1}                   |                     | ",
                "{args}                                | youtube.com/watch   | ",
                "Our very bad pun, {args}              | enjoy               | ",
                "HYPE HYPE HYPE HYPE HYPE HYPE {args}  | now                 | ",
                "WELCOME TO ALL OF YOU {user}          | x                   | ",
                "!!!!!!!!!!!!!!!!!!!! {args}           | nice                | ",
                "{1}{2}{3}{4}{5}{6}{7}                 | a b c d e f g       | ",
                // Put together of words that are harmless each.
                "{1}{2}                                | evil.c om/x         | a link to evil.com",
                "{1}{2}{3}                             | https:/ /evil .com  | a link to evil.com",
                "{1}.com                               | evil                | a link to evil.com",
                "example.co{1}                         | m                   | a link to example.com",
                "{1}{2}                                | da rn               | the forbidden word \"darn\"",
                "{1} bad                               | very                | the forbidden word \"very bad\"",
                // A link of the channel's own lets in no other.
                "Join discord.gg/ours, {args}          | discord.gg/theirs   | a link to discord.gg",
                "Go to twitch.tv{1}                    | .evil.com           | a link to twitch.tv.evil.com",
                "Go to twitch.tv{1}                    | @evil.com           | a link to evil.com",
                "Go to {1}twitch.tv                    | not                 | a link to nottwitch.tv",
                "Go to twitch.tv/us/{1}                | ../them             | a link to twitch.tv",
                "Go to twitch.tv/{1} {2}               | us twitch.com       | a link to twitch.com",
                // Nor do other faults of its own.
                "Our darn bot says {1}{2}              | very bad            | ",
                "Our darn bot says {1} {2}             | very bad            | the forbidden word \"very bad\"",
                "{args}                                | WHY DOES NOBODY EVER LISTEN | mostly capitals",
                "{1}{1}{1}{1}{1}{1}{1}                 | hhh                 | repeated characters or symbols",
                "{1}{2}{3}                             | ★★★★★★★★★★ ☆☆☆☆☆☆☆☆☆☆ ♥♥♥♥♥♥♥♥♥♥♥ | repeated characters or symbols",
                "!!!!!!!!!!!!!!!! {args}               | hhhhhhhhhhhhhhhhhhhh | repeated characters or symbols",
            })
    void viewersWordsAreJudgedInTheTextThatTheyEndUpIn(String template, String words, String found) {
        boolean said = filter.allow(speech(VIEWER, Role.EVERYONE, template, words == null ? "" : words));

        assertThat(audited)
                .isEqualTo(
                        found == null
                                ? List.of()
                                : List.of("1 chat-filters did not say what was put together from words of user9 (9): "
                                        + found));
        assertThat(said).isEqualTo(found == null);
    }

    @ParameterizedTest
    @CsvSource({"EVERYONE, 9, false", "SUBSCRIBER, 9, true", "MODERATOR, 9, true", "EVERYONE, 1, true"})
    void whoMayWriteItMayHaveItSaid(Role role, String id, boolean may) {
        assertThat(filter.allow(speech(account(id), role, "{1}{2}", "evil.c om/x")))
                .isEqualTo(may);
    }

    @Test
    void filterThatIsOffHoldsNothingBack() {
        set("{\"links\":false}");
        assertThat(filter.allow(speech(VIEWER, Role.EVERYONE, "{1}{2}", "evil.c om/x")))
                .isTrue();

        set("{\"links\":true}");
        assertThat(filter.allow(speech(VIEWER, Role.EVERYONE, "{1}{2}", "evil.c om/x")))
                .isFalse();
        assertThat(filter.allow(new Speech(
                        new TwitchUserId("2"),
                        Optional.empty(),
                        Role.EVERYONE,
                        said("{1}{2}", "evil.c om/x"),
                        Set.of())))
                .as("a channel without filters")
                .isTrue();
    }

    @Test
    void nobodyShoutsByTheirNameOrAnEmote() {
        Template.Said said = said("WELCOME TO US {args}", "EVERYBODYSFRIEND! LUL LUL LUL LUL");

        assertThat(filter.allow(new Speech(CHANNEL, Optional.of(VIEWER), Role.EVERYONE, said, Set.of())))
                .isFalse();
        assertThat(filter.allow(new Speech(
                        CHANNEL, Optional.of(VIEWER), Role.EVERYONE, said, Set.of("EVERYBODYSFRIEND", "LUL"))))
                .isTrue();
    }

    private void set(String settings) {
        try {
            assertThat(book.replace(
                            CHANNEL, ChatFilters.ID, new ObjectMapper().readTree(settings), OptionalLong.empty()))
                    .isInstanceOf(Change.Done.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Speech speech(Account viewer, Role role, String template, String words) {
        return new Speech(CHANNEL, Optional.of(viewer), role, said(template, words), Set.of());
    }

    private static Template.Said said(String template, String words) {
        Template parsed = ((Template.Parsed.Good) Template.parse(template, Placeholder.COMMAND)).template();
        return parsed.said(
                new TemplateValues() {
                    @Override
                    public String of(Placeholder placeholder) {
                        return placeholder == Placeholder.USER ? "Viewer" : words;
                    }

                    @Override
                    public Instant now() {
                        return Instant.EPOCH;
                    }

                    @Override
                    public String own(Placeholder placeholder, String value) {
                        return Template.GAP;
                    }

                    @Override
                    public List<String> arguments() {
                        return List.of(words.split(" "));
                    }
                },
                new Random(1));
    }

    private static Account account(String id) {
        return new Account(new TwitchUserId(id), new TwitchLogin("user" + id), "User" + id);
    }
}
