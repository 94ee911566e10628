package bot.herald.account;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiLoginPins;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.OnEveryDatabase;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.slf4j.LoggerFactory;

/** Whom a list in the configuration means. */
@OnEveryDatabase
class NamedAccountsTest {
    private static final TwitchUserId FIRST = new TwitchUserId("1");
    private static final TwitchUserId SECOND = new TwitchUserId("2");

    @Parameter
    DatabaseKind kind = DatabaseKind.SQLITE;

    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(NamedAccounts.class);
    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder, kind);
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void close() {
        log.detachAppender(logged);
        database.close();
    }

    @Test
    void digitsAreAnIdAndNeverALogin() {
        NamedAccounts named = named("777000111");

        assertThat(includes(named, "777000111", "anybody")).isTrue();
        assertThat(includes(named, "5550001", "777000111")).isFalse();
    }

    @Test
    void moreDigitsThanAnIdHasNameNobody() {
        assertThat(includes(named("7770001117770001117770"), "5550001", "7770001117770001117770"))
                .isFalse();
    }

    @Test
    void aLoginStandsForTheAccountThatProvesItFirst() {
        assertThat(includes(named("boss"), "1", "boss")).isTrue();

        // After a restart.
        NamedAccounts named = named("boss");
        assertThat(includes(named, "2", "boss")).isFalse();
        assertThat(includes(named, "2", "boss")).isFalse();
        assertThat(includes(named, "1", "boss")).isTrue();
        assertThat(logged.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).contains("user=2", "login=boss", "user=1", "web.admins");
        });
    }

    @Test
    void whoProvedALoginBeforeLoginsWerePinnedKeepsIt() {
        JdbiPersonStore people = new JdbiPersonStore(database.database());
        people.loggedIn(profile(FIRST), clock.instant());
        people.loggedIn(profile(SECOND), clock.instant().plusSeconds(1));

        assertThat(includes(named("boss"), "2", "boss")).isFalse();
        assertThat(includes(named("boss"), "1", "boss")).isTrue();
    }

    @Test
    void aLoginCountsOnlyWhileEverySourceAgreesOnIt() {
        NamedAccounts named = named("boss");

        assertThat(named.include(FIRST, List.of(new TwitchLogin("boss"), new TwitchLogin("plain"))))
                .isFalse();
        assertThat(named.include(FIRST, List.of())).isFalse();
        assertThat(includes(named, "2", "boss")).as("nothing was proved before").isTrue();
    }

    @Test
    void whoeverTheListDoesNotNameIsNotIncluded() {
        NamedAccounts named = named("boss", "1");

        assertThat(includes(named, "2", "bos")).isFalse();
        assertThat(includes(named, "11", "plain")).isFalse();
        assertThat(logged.list).isEmpty();
    }

    private NamedAccounts named(String... entries) {
        return new NamedAccounts("web.admins", List.of(entries), new JdbiLoginPins(database.database(), clock));
    }

    private static boolean includes(NamedAccounts named, String id, String login) {
        return named.include(new TwitchUserId(id), List.of(new TwitchLogin(login)));
    }

    private static TwitchProfile profile(TwitchUserId id) {
        return new TwitchProfile(id, new TwitchLogin("boss"), "Boss", "");
    }
}
