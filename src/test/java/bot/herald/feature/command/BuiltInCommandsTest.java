package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.ChatMessageReceived;
import bot.herald.feature.command.PeopleLookup.Lookup;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamEditor;
import bot.herald.stream.StreamState;
import bot.herald.testing.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

class BuiltInCommandsTest {
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
    void uptimeTellsHowLongTheStreamHasRun() {
        chat.streams.put(
                Chat.CHANNEL, new StreamState(Optional.of(chat.clock.instant().minus(Duration.ofHours(2))), "T", "G"));

        assertThat(chat.viewer("!uptime")).containsExactly("TheChannel has been live for 2 h.");
    }

    @Test
    void uptimeOfAnOfflineChannelSaysSo() {
        chat.streams.put(Chat.CHANNEL, new StreamState(Optional.empty(), "T", "G"));

        assertThat(chat.viewer("!uptime")).containsExactly("TheChannel is offline.");
    }

    @Test
    void commandThatNeedsTheDatabaseSaysSoWhileItIsAway() {
        chat.execute("ALTER TABLE quote RENAME TO gone");

        assertThat(chat.viewer("!quote"))
                .containsExactly("I can't do that right now. Please try again in a few minutes.");
        chat.execute("ALTER TABLE gone RENAME TO quote");
    }

    @Test
    void titleAndGameAreShown() {
        chat.streams.put(Chat.CHANNEL, new StreamState(Optional.empty(), "/a title", ""));

        assertThat(chat.viewer("!title")).containsExactly("Title: /a title");
        assertThat(chat.viewer("!game")).containsExactly("Category: no category");
    }

    @Test
    void moderatorChangesTitleAndCategoryAndThatIsWrittenDown() {
        chat.streams.put(Chat.CHANNEL, new StreamState(Optional.empty(), "before", "Chess"));

        assertThat(chat.moderator("!title  A new one ")).containsExactly("The title is now: A new one");
        assertThat(chat.moderator("!game art")).containsExactly("The category is now: ART");
        assertThat(chat.edits).containsExactly("title A new one", "category art");
        assertThat(chat.changes).containsExactly("5 title: before > A new one", "5 category: Chess > ART");
    }

    @Test
    void everybodyElseIsShownWhatIsThere() {
        chat.streams.put(Chat.CHANNEL, new StreamState(Optional.empty(), "before", "Chess"));

        assertThat(chat.viewer("!title mine now")).containsExactly("Title: before");
        assertThat(chat.as(new TwitchUserId("6"), "!game mine", "vip")).containsExactly("Category: Chess");
        assertThat(chat.moderator("!title")).containsExactly("Title: before");
        assertThat(chat.edits).isEmpty();
    }

    @Test
    void nothingIsChangedWhereTheChannelDoesNotWantIt() {
        chat.editing = false;

        assertThat(chat.moderator("!title x"))
                .containsExactly("Changing the title from chat is off. Switch on 'Stream editing' on the dashboard.");
        chat.editing = true;
        assertThat(chat.moderator("!title " + "x".repeat(141)))
                .containsExactly("A title can have at most 140 characters.");
        assertThat(chat.edits).isEmpty();
    }

    @Test
    void moderatorIsToldWhyNothingChanged() {
        chat.edited = Optional.of(new StreamEditor.Outcome.NotGranted());
        assertThat(chat.moderator("!title x"))
                .containsExactly("The streamer has to allow that first: connect the channel again on the dashboard.");
        chat.edited = Optional.of(new StreamEditor.Outcome.NoSuchCategory());
        assertThat(chat.moderator("!game x")).containsExactly("Twitch has no category like that.");
        chat.edited = Optional.of(new StreamEditor.Outcome.Unclear("lost"));
        assertThat(chat.moderator("!game x"))
                .containsExactly("Twitch didn't say whether the category changed. Please check.");
        assertThat(chat.changes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!uptime", "!title", "!game", "!accountage", "!followage pal", "!so pal"})
    void silentTwitchIsAdmitted(String command) {
        chat.twitchAnswers = false;

        assertThat(chat.moderator(command)).containsExactly("Twitch does not answer right now. Try again in a minute.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!so pal",
                "!so @Pal",
                "!so https://www.twitch.tv/pal",
                "!so PAL please",
                "!so @pal,",
                "!so pal,",
                "!so @pal: thanks",
                "!so pal!!!",
                "!so (pal)",
                "!so https://www.twitch.tv/pal/",
                "!so twitch.tv/pal?referrer=raid",
                "!so m.twitch.tv/pal",
                "!so HTTPS://Twitch.tv/Pal",
                "!so https://m.twitch.tv/pal/videos#x",
                "!so \u201c@pal\u201d"
            })
    void shoutoutNamesTheChannelAndAsksForTwitchsOwn(String written) {
        chat.account("44", "pal", "Pal", Instant.EPOCH);
        chat.streams.put(new TwitchUserId("44"), new StreamState(Optional.empty(), "T", "Chess"));

        assertThat(chat.moderator(written))
                .containsExactly("Go and see Pal at twitch.tv/pal. Was last seen streaming Chess.");
        assertThat(chat.shoutouts).containsExactly(new TwitchUserId("44"));
    }

    @Test
    void shoutoutIsALineForEverybodyInTheChannelsWords() {
        chat.account("44", "pal", "Pal", Instant.EPOCH);
        chat.streams.put(new TwitchUserId("44"), new StreamState(Optional.of(chat.clock.instant()), "T", "Chess"));

        assertThat(chat.moderator("!so pal"))
                .containsExactly("Go and see Pal at twitch.tv/pal. Live now, playing Chess.");
        Settings.set(
                chat.settings, Chat.CHANNEL, Map.of("shoutoutText", "{channel} loves {so.name}: {link} ({so.game})"));
        assertThat(chat.moderator("!so pal")).containsExactly("TheChannel loves Pal: twitch.tv/pal (Chess)");
        chat.streams.clear();
        assertThat(chat.moderator("!so pal")).containsExactly("TheChannel loves Pal: twitch.tv/pal ()");
        assertThat(chat.said).extracting(OutgoingMessage::replyTo).containsOnly(Optional.empty());
        chat.moderator("!so");
        assertThat(chat.said.get(3).replyTo()).contains("chat-1");
    }

    @Test
    void shoutoutIsForModeratorsAndForOthersThanOneself() {
        chat.account("44", "pal", "Pal", Instant.EPOCH);
        chat.account("1", "channel", "TheChannel", Instant.EPOCH);

        assertThat(chat.viewer("!so pal")).isEmpty();
        assertThat(chat.as(Chat.VIEWER, "!so pal", "vip")).isEmpty();
        assertThat(chat.moderator("!so channel")).containsExactly("That's this channel!");
        assertThat(chat.moderator("!so nobody")).containsExactly("There is no account nobody on Twitch.");
        assertThat(chat.moderator("!so")).containsExactly("Usage: !so <name>");
        assertThat(chat.moderator("!so ../users")).containsExactly("Usage: !so <name>");
        assertThat(chat.shoutouts).isEmpty();
    }

    @Test
    void accountAgeIsTheWritersUnlessANameIsGiven() {
        chat.account("3", "user3", "User3", chat.clock.instant().minus(Duration.ofDays(366)));
        chat.account("44", "pal", "Pal", chat.clock.instant().minus(Duration.ofHours(3)));

        assertThat(chat.viewer("!accountage")).containsExactly("User3 has been on Twitch for 1 year and 1 day.");
        assertThat(chat.moderator("!accountage @pal")).containsExactly("Pal has been on Twitch for less than a day.");
        assertThat(chat.moderator("!accountage wh$t"))
                .containsExactly("That isn't a Twitch name. Usage: !accountage <name>");
    }

    @Test
    void commandsThatAskTwitchRestForAViewer() {
        chat.account("3", "user3", "User3", Instant.EPOCH);

        assertThat(chat.viewer("!accountage")).hasSize(1);
        assertThat(chat.viewer("!accountage")).isEmpty();
        chat.clock.advance(Duration.ofSeconds(5));
        assertThat(chat.viewer("!accountage")).hasSize(1);
    }

    @Test
    void followAgeTellsWhatTwitchTells() {
        assertThat(chat.moderator("!followage"))
                .containsExactly("I can't see followers here. The streamer can allow it on the dashboard.");

        chat.follow = new Lookup.Nobody<>();
        assertThat(chat.moderator("!followage")).containsExactly("User5 does not follow this channel.");

        chat.follow = new Lookup.Found<>(chat.clock.instant().minus(Duration.ofDays(15)));
        assertThat(chat.moderator("!followage")).containsExactly("User5 has followed for 2 weeks and 1 day.");
        assertThat(chat.as(Chat.CHANNEL, "!followage", "broadcaster")).containsExactly("User1 is the broadcaster.");
        assertThat(chat.moderator("!followage nobody")).containsExactly("There is no account nobody on Twitch.");
    }

    @Test
    void quotesAreFoundByTheirWordsAndEditedByModerators() {
        chat.moderator("!quote add The cake is a lie");
        chat.moderator("!quote add K\u00c4SE and cake");

        assertThat(chat.viewer("!quote cake LIE")).containsExactly("Quote 1: The cake is a lie (2030-01-01)");
        assertThat(chat.viewer("!quote k\u00e4se")).containsExactly("Quote 2: K\u00c4SE and cake (2030-01-01)");
        assertThat(chat.viewer("!quote cake truth")).containsExactly("No quote has those words.");

        assertThat(chat.viewer("!quote edit 1 mine")).containsExactly("Only moderators can edit quotes.");
        assertThat(chat.moderator("!quote edit 1")).singleElement().asString().startsWith("Usage: !quote, ");
        assertThat(chat.moderator("!quote edit 9 x")).containsExactly("There is no quote 9.");
        assertThat(chat.moderator("!quote edit 1 " + "x".repeat(401)))
                .containsExactly("A quote can have at most 400 characters.");
        assertThat(chat.moderator("!quote edit #1 The truth")).containsExactly("Changed quote 1.");
        assertThat(chat.viewer("!quote 1")).containsExactly("Quote 1: The truth (2030-01-01)");
    }

    @Test
    void quoteAsAReplyKeepsWhatItRepliesTo() {
        assertThat(chat.hear(Chat.answering("Pal", "/me  never loses", "@Pal !quote add")))
                .containsExactly("Saved as quote 1.");
        assertThat(chat.hear(Chat.answering("Pal", "hi", "@Pal !quote add something else")))
                .containsExactly("Saved as quote 2.");
        assertThat(chat.hear(Chat.answering("Pal", "x".repeat(400), "@Pal !quote add")))
                .containsExactly("A quote can have at most 400 characters.");

        assertThat(chat.viewer("!quote 1")).containsExactly("Quote 1: \"/me  never loses\" \u2013 Pal (2030-01-01)");
        assertThat(chat.viewer("!quote 2")).containsExactly("Quote 2: something else (2030-01-01)");
    }

    @Test
    void quotesAreKeptNumberedAndDeletedByModerators() {
        chat.streams.put(Chat.CHANNEL, new StreamState(Optional.empty(), "T", "Chess"));

        assertThat(chat.viewer("!quote")).containsExactly("There are no quotes yet.");
        assertThat(chat.viewer("!quote add no")).containsExactly("Only moderators can add quotes.");
        assertThat(chat.moderator("!quote add I never  lose")).containsExactly("Saved as quote 1.");
        assertThat(chat.moderator("!quote add Second")).containsExactly("Saved as quote 2.");

        assertThat(chat.viewer("!quote 1")).containsExactly("Quote 1: I never  lose (Chess, 2030-01-01)");
        assertThat(chat.viewer("!quote #2")).containsExactly("Quote 2: Second (Chess, 2030-01-01)");
        assertThat(chat.viewer("!quote")).singleElement().asString().startsWith("Quote ");
        assertThat(chat.viewer("!quote 3")).containsExactly("There is no quote 3.");
        assertThat(chat.viewer("!quote x")).containsExactly("No quote has that word.");

        assertThat(chat.viewer("!quote delete 1")).containsExactly("Only moderators can delete quotes.");
        assertThat(chat.moderator("!quote delete 1")).containsExactly("Deleted quote 1.");
        assertThat(chat.moderator("!quote delete 1")).containsExactly("There is no quote 1.");
        assertThat(chat.moderator("!quote add Third")).containsExactly("Saved as quote 3.");
        assertThat(chat.moderator("!quote add " + "x".repeat(401)))
                .containsExactly("A quote can have at most 400 characters.");
    }

    @ParameterizedTest
    @CsvSource({
        "@ハンサム, @ハンサム",
        "@비서91, '@비서91,'",
        "@Pal, pal",
        "@ПАЛ, @пал!",
    })
    void accountOfAMentionIsMeant(String mention, String written) {
        chat.account("44", "pal", "Pal", Instant.EPOCH);
        ChatMessageReceived message = Chat.mentioning(mention, "44", "pal", "!so " + written, Set.of("moderator"));

        assertThat(chat.hear(message)).containsExactly("Go and see Pal at twitch.tv/pal.");
        assertThat(chat.shoutouts).containsExactly(new TwitchUserId("44"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!so @somebody_else", "!so ハンサム2"})
    void anotherNameThanTheMentionedOneIsNotMeant(String written) {
        chat.account("44", "pal", "Pal", Instant.EPOCH);

        chat.hear(Chat.mentioning("@ハンサム", "44", "pal", written, Set.of("moderator")));

        assertThat(chat.shoutouts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!ping,", "!ping!", "!PING?", "!PİNG", "!pıng", "!ping…", "！ＰＩＮＧ！"})
    void pingIsAnsweredHoweverPeopleWriteIt(String written) {
        assertThat(chat.viewer(written)).containsExactly("Pong!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"! ping", "!", "!!", "!!!", "!?", "!pingping", "!ping@somebody", "hi !ping"})
    void whatIsNoCommandIsNotAnswered(String written) {
        assertThat(chat.viewer(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+ 2 | 12",
                "= 5 | 5",
                "=1,000 | 1000",
                "=1.000 | 1000",
                "=1'000 | 1000",
                "=1k | 1000",
                "\uFF0B\uFF12 | 12",
                "\u22122 | 8",
                "\u20132 | 8",
                "=\u22122 | -2"
            })
    void counterIsChangedAsPeopleWriteNumbers(String step, String count) {
        chat.moderator("!command add deaths {count}");
        chat.moderator("!counter deaths =10");

        assertThat(chat.moderator("!counter deaths " + step)).containsExactly("Counter of !deaths: " + count);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!quote 1.",
                "!quote \uFF11",
                "!quote #1,",
                "!quote cafe",
                "!quote CAFE\u0301",
                "!quote “it’s”",
                "!quote it's,"
            })
    void quoteIsFoundHoweverPeopleWriteIt(String written) {
        chat.moderator("!quote add It's the \"café\"");
        chat.moderator("!quote add Something else");

        assertThat(chat.viewer(written)).containsExactly("Quote 1: It's the \"café\" (2030-01-01)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"remove", "del"})
    void quoteIsDeletedByWhatOtherBotsCallIt(String action) {
        chat.moderator("!quote add Words");

        assertThat(chat.viewer("!quote " + action + " 1")).containsExactly("No quote has those words.");
        assertThat(chat.moderator("!quote " + action + " #1")).containsExactly("Deleted quote 1.");
    }
}
