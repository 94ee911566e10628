package bot.herald.settings;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiChannelSettings;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private static final ChannelSettings WANTED = new ChannelSettings(
            Optional.of("?"),
            "{raider} {viewers} {party} {link}",
            5,
            Duration.ofMinutes(30),
            true,
            false,
            Duration.ofMinutes(20),
            List.of(new TwitchLogin("nightbot"), new TwitchLogin("Alpha")),
            List.of("Ping", "title"),
            0);

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
        return new SettingsBook(new JdbiChannelSettings(database.database()));
    }

    @Test
    void defaultsHoldUntilSomethingIsSet() {
        assertThat(book.of(CHANNEL)).isEqualTo(ChannelSettings.DEFAULTS);
        assertThat(book.replace(OTHER, ChannelSettings.DEFAULTS, OptionalLong.of(0)))
                .as("the defaults themselves are right")
                .isInstanceOf(Change.Done.class);
    }

    @Test
    void everyFieldComesBackSortedAndWithItsVersion() {
        Change<ChannelSettings> change = book.replace(CHANNEL, WANTED, OptionalLong.of(0));

        ChannelSettings saved = WANTED.withVersion(1);
        assertThat(change).isEqualTo(new Change.Done<>(saved));
        assertThat(book.of(CHANNEL)).isEqualTo(saved);
        assertThat(book().of(CHANNEL)).isEqualTo(saved);
        assertThat(saved.ignoredLogins()).extracting(TwitchLogin::value).containsExactly("alpha", "nightbot");
        assertThat(saved.disabledCommands()).containsExactly("ping", "title");
        assertThat(saved.ignores(new TwitchLogin("ALPHA"))).isTrue();
        assertThat(book.of(OTHER)).isEqualTo(ChannelSettings.DEFAULTS);
    }

    @Test
    void changeMadeFromAnOlderVersionIsAConflictEvenBetweenProcesses() {
        SettingsBook other = book();
        other.of(CHANNEL);
        book.replace(CHANNEL, WANTED, OptionalLong.of(0));

        assertThat(other.replace(CHANNEL, ChannelSettings.DEFAULTS, OptionalLong.empty()))
                .isEqualTo(new Change.Conflict<>(WANTED.withVersion(1)));
        assertThat(book.replace(CHANNEL, ChannelSettings.DEFAULTS, OptionalLong.of(0)))
                .isEqualTo(new Change.Conflict<>(WANTED.withVersion(1)));
        assertThat(other.replace(CHANNEL, ChannelSettings.DEFAULTS, OptionalLong.of(1)))
                .isInstanceOf(Change.Done.class);
    }

    @Test
    void reloadTakesInWhatAnotherProcessSet() {
        SettingsBook other = book();
        other.of(CHANNEL);
        book.replace(CHANNEL, WANTED, OptionalLong.empty());

        other.reload(CHANNEL);

        assertThat(other.of(CHANNEL)).isEqualTo(WANTED.withVersion(1));
    }

    @Test
    void purgeLeavesTheDefaultsAndOtherChannelsAlone() {
        book.replace(CHANNEL, WANTED, OptionalLong.empty());
        book.replace(OTHER, WANTED, OptionalLong.empty());

        book.purge(CHANNEL);

        assertThat(book.of(CHANNEL)).isEqualTo(ChannelSettings.DEFAULTS);
        assertThat(book().of(CHANNEL)).isEqualTo(ChannelSettings.DEFAULTS);
        assertThat(book().of(OTHER)).isEqualTo(WANTED.withVersion(1));
    }

    @ParameterizedTest
    @CsvSource({
        "a, hi, 0, PT1H, PT15M, commandPrefix",
        "'', hi, 0, PT1H, PT15M, commandPrefix",
        "/, hi, 0, PT1H, PT15M, commandPrefix",
        "!!!!!!, hi, 0, PT1H, PT15M, commandPrefix",
        "'! ', hi, 0, PT1H, PT15M, commandPrefix",
        "!, '', 0, PT1H, PT15M, raidGreeting",
        "!, {user}, 0, PT1H, PT15M, raidGreeting",
        "!, {raider, 0, PT1H, PT15M, raidGreeting",
        "!, hi, -1, PT1H, PT15M, raidMinimumViewers",
        "!, hi, 0, PT-1M, PT15M, raidPauseMinutes",
        "!, hi, 0, PT24H1M, PT15M, raidPauseMinutes",
        "!, hi, 0, PT1M30S, PT15M, raidPauseMinutes",
        "!, hi, 0, PT1H, PT1M, shoutoutPatienceMinutes",
        "!, hi, 0, PT1H, PT61M, shoutoutPatienceMinutes"
    })
    void mistakeNamesItsFieldAndChangesNothing(
            String prefix, String greeting, int viewers, Duration pause, Duration patience, String field) {
        ChannelSettings wrong = new ChannelSettings(
                Optional.of(prefix), greeting, viewers, pause, false, true, patience, List.of(), List.of(), 0);

        assertThat(book.replace(CHANNEL, wrong, OptionalLong.empty()))
                .isInstanceOfSatisfying(
                        Change.Invalid.class,
                        invalid -> assertThat(((Change.Invalid<?>) invalid).problems())
                                .extracting(Problem::field)
                                .containsExactly(field));
        assertThat(book.of(CHANNEL)).isEqualTo(ChannelSettings.DEFAULTS);
    }
}
