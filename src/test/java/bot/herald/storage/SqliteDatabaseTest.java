package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true of a SQLite file alone. */
class SqliteDatabaseTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void newFilesAreForTheirOwnerAlone() throws IOException {
        try (Database database = started()) {
            assertThat(database.check().up()).isTrue();
            assertThat(permissions("herald.db")).isEqualTo("rw-------");
            assertThat(permissions("herald.db-wal")).isEqualTo("rw-------");
            assertThat(permissions("herald.db-shm")).isEqualTo("rw-------");
        }
    }

    @Test
    void permissionsThatSomebodyGaveAreKept() throws IOException {
        started().close();
        Files.setPosixFilePermissions(folder.resolve("data/herald.db"), PosixFilePermissions.fromString("rw-r-----"));

        started().close();

        assertThat(permissions("herald.db")).isEqualTo("rw-r-----");
    }

    /** Longer than SQLite is told to wait for another writer. */
    @Test
    void aTokenThatTwitchHasJustHandedOutIsKeptThoughAnotherProgramWritesForLong() throws Exception {
        try (Database database = started();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/herald.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            long began = System.nanoTime();

            CompletableFuture<Boolean> written = CompletableFuture.supplyAsync(() -> database.insist(
                    handle -> handle.execute("INSERT INTO channel VALUES ('7', 'seven', 'Seven', '', 0)") == 1));
            await().until(() -> written.isDone() || System.nanoTime() - began > 7_000_000_000L);
            statement.execute("ROLLBACK");

            assertThat(written.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatAStartReadsIsReadAnewWhenAnswersCome() {
        try (Database database = started()) {
            AtomicInteger asked = new AtomicInteger();

            database.insist(() -> {
                if (asked.incrementAndGet() < 3) {
                    throw new ConnectionException(new SQLTransientConnectionException("none to be had"));
                }
            });

            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void aLockOfAnotherProgramIsWaitedForAtTheStart() throws Exception {
        started().close();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/herald.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<Database> starting = CompletableFuture.supplyAsync(this::started);
            long began = System.nanoTime();
            // Longer than one statement waits.
            await().atMost(30, TimeUnit.SECONDS).until(() -> System.nanoTime() - began > 7_000_000_000L);
            assertThat(starting).isNotDone();

            statement.execute("ROLLBACK");

            long freed = System.nanoTime();
            starting.get(20, TimeUnit.SECONDS).close();
            assertThat(System.nanoTime() - freed).isLessThan(4_000_000_000L);
        }
    }

    @Test
    void damagedPagesAreNamedInOneSentenceWithTheNewestBackup() throws Exception {
        started().close();
        Path file = folder.resolve("data/herald.db");
        Files.createFile(folder.resolve("data/herald.db.v12-20260101T000000Z.bak"));
        Files.createFile(folder.resolve("data/herald.db.daily-20260102T000000Z.bak"));
        try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
            pages.seek(4096);
            pages.write(new byte[(int) (pages.length() - 4096)]);
        }

        assertThatThrownBy(this::started)
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("the database file " + file + " is damaged; restore a backup: ")
                .hasMessageEndingWith(
                        "the newest backup is " + folder.resolve("data/herald.db.daily-20260102T000000Z.bak"));
    }

    @Test
    void aFileThatIsNoDatabaseIsNamedToo() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/herald.db"), "these are not the pages you are looking for".repeat(200));

        assertThatThrownBy(this::started)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("is damaged; restore a backup");
    }

    @Test
    void tablesOfAnotherProgramAreNamedAndNoSettingOfFlywayIs() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/herald.db"));
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE notes (text TEXT)");
        }

        assertThatThrownBy(this::started)
                .isInstanceOf(StartupException.class)
                .hasMessageEndingWith("it holds tables of another program; point database.url at Herald's own file, or"
                        + " at a new one");
    }

    @Test
    void besideAKeyFileNoEmptyDatabaseIsMadeWithoutAWord() {
        started().close();
        SqliteFile file = new SqliteFile(folder.resolve("data/herald.db"));
        Path key = folder.resolve("herald.key");
        file.requirePresent(Optional.of(key));

        assertThat(file.path().toFile().delete()).isTrue();

        assertThatThrownBy(() -> file.requirePresent(Optional.of(key)))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith(
                        "the key file " + key + " is there, but the database file " + file.path() + " is not")
                .hasMessageContaining("restore a backup")
                .hasMessageContaining("herald run --new-database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"herald.db.lock", "herald.db.rescued", "herald.db.daily-20260102T000000Z.bak"})
    void whatIsLeftOfADatabaseForbidsAnEmptyOneThoughTheKeyIsElsewhere(String left) throws Exception {
        Files.createDirectories(folder.resolve("data"));
        SqliteFile file = new SqliteFile(folder.resolve("data/herald.db"));
        file.requirePresent(Optional.empty());
        Files.createFile(folder.resolve("data").resolve(left));
        Files.createFile(file.path());

        assertThatThrownBy(() -> file.requirePresent(Optional.empty()))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(left + " is there, but the database file " + file.path() + " is not, or is empty")
                .hasMessageContaining("herald run --new-database");
    }

    private Database started() {
        Database database = new Database("jdbc:sqlite:" + folder.resolve("data/herald.db"));
        database.start();
        return database;
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("data").resolve(file)));
    }
}
