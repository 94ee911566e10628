package bot.herald.feature;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.settings.RecordShape;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEveryDatabase
class SettingsBookTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");
    private static final RecordShape<ChannelSettings> SHAPE = Setting.Reader.shape(ChannelSettings.class);
    private static final ChannelSettings WANTED = SHAPE.with(
            ChannelSettings.DEFAULTS,
            Map.of(
                    "commandPrefix",
                    "?",
                    "raidGreeting",
                    "{raider} {viewers} {party} {link}",
                    "raidMinimumViewers",
                    5,
                    "raidAnnouncement",
                    true,
                    "shoutoutPatienceMinutes",
                    20,
                    "ignoredLogins",
                    List.of("nightbot", "Alpha"),
                    "disabledCommands",
                    List.of("Ping", "title")));
    private static final ChannelSettings SAVED = SHAPE.with(
            WANTED,
            Map.of(
                    "ignoredLogins",
                    List.of("alpha", "nightbot"),
                    "disabledCommands",
                    List.of("ping", "title"),
                    "version",
                    1L));

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private TestDatabase database;
    private SettingsBook book;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        book = book();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private SettingsBook book() {
        return new SettingsBook(new JdbiDocumentStore(database.database()));
    }

    @Test
    void defaultsHoldUntilSomethingIsSet() {
        assertThat(book.of(CHANNEL)).isEqualTo(ChannelSettings.DEFAULTS);
        assertThat(book.replace(OTHER, ChannelSettings.NAME, ChannelSettings.DEFAULTS, OptionalLong.of(0)))
                .as("the defaults themselves are right")
                .isInstanceOf(Change.Done.class);
    }

    @Test
    void everyFieldComesBackSortedAndWithItsVersion() {
        Change<ChannelSettings> change = book.replace(CHANNEL, ChannelSettings.NAME, WANTED, OptionalLong.of(0));

        assertThat(change).isEqualTo(new Change.Done<>(SAVED));
        assertThat(book.of(CHANNEL)).isEqualTo(SAVED);
        assertThat(book().of(CHANNEL)).isEqualTo(SAVED);
        assertThat(SAVED.ignores(new TwitchLogin("ALPHA"))).isTrue();
        assertThat(book.of(OTHER)).isEqualTo(ChannelSettings.DEFAULTS);
    }

    @Test
    void changeMadeFromAnOlderVersionIsAConflictEvenBetweenProcesses() {
        SettingsBook other = book();
        other.of(CHANNEL);
        book.replace(CHANNEL, ChannelSettings.NAME, WANTED, OptionalLong.of(0));

        assertThat(other.replace(CHANNEL, ChannelSettings.NAME, ChannelSettings.DEFAULTS, OptionalLong.empty()))
                .isEqualTo(new Change.Conflict<>(SAVED));
        assertThat(book.replace(CHANNEL, ChannelSettings.NAME, ChannelSettings.DEFAULTS, OptionalLong.of(0)))
                .isEqualTo(new Change.Conflict<>(SAVED));
        assertThat(other.replace(CHANNEL, ChannelSettings.NAME, ChannelSettings.DEFAULTS, OptionalLong.of(1)))
                .isInstanceOf(Change.Done.class);
    }

    @Test
    void reloadTakesInWhatAnotherProcessSet() {
        SettingsBook other = book();
        other.of(CHANNEL);
        book.replace(CHANNEL, ChannelSettings.NAME, WANTED, OptionalLong.empty());

        other.reload(CHANNEL);

        assertThat(other.of(CHANNEL)).isEqualTo(SAVED);
    }

    @Test
    void purgeLeavesTheDefaultsAndOtherChannelsAlone() {
        book.replace(CHANNEL, ChannelSettings.NAME, WANTED, OptionalLong.empty());
        book.replace(OTHER, ChannelSettings.NAME, WANTED, OptionalLong.empty());

        new JdbiDocumentStore(database.database()).purge(CHANNEL);
        book.reload();

        assertThat(book.of(CHANNEL)).isEqualTo(ChannelSettings.DEFAULTS);
        assertThat(book().of(CHANNEL)).isEqualTo(ChannelSettings.DEFAULTS);
        assertThat(book().of(OTHER)).isEqualTo(SAVED);
    }

    @Test
    void textsThatNobodyChangedFollowTheLanguage() {
        SettingsBook book = book();
        ChannelSettings german = saved(book, Map.of("language", Language.DE));
        assertThat(german.raidGreeting()).startsWith("Willkommen, Raider!");
        assertThat(german.shoutoutText()).contains("{so.name}").isNotEqualTo(ChannelSettings.DEFAULTS.shoutoutText());
        assertThat(book.language(CHANNEL)).isEqualTo(Language.DE);
        assertThat(book.language(OTHER)).isEqualTo(Language.EN);

        ChannelSettings own = saved(book, Map.of("raidGreeting", "Moin {raider}!"));
        assertThat(own.shoutoutText()).isEqualTo(german.shoutoutText());
        ChannelSettings english = saved(book, Map.of("language", Language.EN));
        assertThat(english.raidGreeting()).isEqualTo("Moin {raider}!");
        assertThat(english.shoutoutText()).isEqualTo(ChannelSettings.DEFAULTS.shoutoutText());
    }

    private ChannelSettings saved(SettingsBook book, Map<String, Object> change) {
        Change<ChannelSettings> made =
                book.replace(CHANNEL, ChannelSettings.NAME, SHAPE.with(book.of(CHANNEL), change), OptionalLong.empty());
        return ((Change.Done<ChannelSettings>) made).item();
    }

    @ParameterizedTest
    @CsvSource({
        "commandPrefix, a",
        "commandPrefix, /",
        "commandPrefix, !!!!!!",
        "commandPrefix, '! '",
        "raidGreeting, ''",
        "raidGreeting, {user}",
        "raidGreeting, {raider"
    })
    void mistakeNamesItsFieldAndChangesNothing(String field, String value) {
        refused(field, value);
    }

    @ParameterizedTest
    @CsvSource({
        "raidMinimumViewers, -1",
        "raidMinimumViewers, 1000001",
        "raidPauseMinutes, -1",
        "raidPauseMinutes, 1441",
        "shoutoutPatienceMinutes, 1",
        "shoutoutPatienceMinutes, 61"
    })
    void numberOutOfBoundsChangesNothing(String field, int value) {
        refused(field, value);
    }

    private void refused(String field, Object value) {
        ChannelSettings wrong = SHAPE.with(ChannelSettings.DEFAULTS, Map.of(field, value));

        assertThat(book.replace(CHANNEL, ChannelSettings.NAME, wrong, OptionalLong.empty()))
                .isInstanceOfSatisfying(
                        Change.Invalid.class,
                        invalid -> assertThat(((Change.Invalid<?>) invalid).problems())
                                .extracting(Problem::field)
                                .containsExactly(field));
        assertThat(book.of(CHANNEL)).isEqualTo(ChannelSettings.DEFAULTS);
    }
}
