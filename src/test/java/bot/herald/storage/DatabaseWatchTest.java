package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import bot.herald.lifecycle.Component;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What happens to a SQLite file under a running bot. */
class DatabaseWatchTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder = Path.of("");

    private final AtomicInteger back = new AtomicInteger();
    private Database database;
    private Component watch;

    @BeforeEach
    void open() {
        database = new Database("jdbc:sqlite:" + file());
        database.start();
        watch = database.watch(back::incrementAndGet);
        watch.start();
        add("1");
    }

    @AfterEach
    void close() {
        watch.close();
        database.close();
    }

    private Path file() {
        return folder.resolve("herald.db");
    }

    private void add(String id) {
        int added = database.jdbi()
                .withHandle(handle -> handle.execute("INSERT INTO channel VALUES (?, 'name', 'Name', '', 0)", id));
        assertThat(added).isEqualTo(1);
    }

    private int channelsIn(Path database) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM channel")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void awaitTrouble(String words) {
        await().atMost(SOON)
                .until(() -> !database.check().up() && database.check().detail().contains(words));
    }

    private void awaitUp() {
        await().atMost(SOON).until(() -> database.check().up());
    }

    @Test
    void anOutageIsOneLineHoweverMuchBecomesKnownOfIt() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(DatabaseWatch.class);
        log.addAppender(lines);
        Level before = log.getLevel();
        log.setLevel(Level.INFO);
        try (DatabaseWatch scripted =
                new DatabaseWatch(Duration.ofDays(1), "", () -> "", () -> "", () -> "", back::incrementAndGet)) {
            scripted.hasFound("the database does not answer: it takes longer than it may");
            scripted.hasFound("the database does not answer: it is stopping");
            scripted.hasFound("the database does not answer: it is not there");
            scripted.hasFound("");
        } finally {
            log.setLevel(before);
            log.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "the database does not answer: it takes longer than it may; meanwhile raids and commands are"
                                + " answered from memory",
                        "the database works again after 0 s");
        assertThat(back).hasValue(1);
    }

    @Test
    void aDeletedFileIsPutBackWithWhatWasWrittenMeanwhile() throws Exception {
        Files.delete(file());
        awaitTrouble("was deleted while Herald runs");
        assertThat(database.canSave()).isFalse();
        add("2");

        awaitUp();

        add("3");
        await().atMost(SOON).until(() -> back.get() == 1);
        watch.close();
        database.close();
        assertThat(channelsIn(file())).isEqualTo(3);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("rescue"));
    }

    @Test
    void aFileThatIsDeletedAsHeraldStopsIsPutBackToo() throws Exception {
        watch.close();
        Files.delete(file());
        Files.delete(folder.resolve("herald.db-wal"));

        database.close();

        assertThat(channelsIn(file())).isEqualTo(1);
    }

    @Test
    void besideAnotherFileInItsPlaceWhatHeraldHoldsIsSaved() throws Exception {
        Path other = folder.resolve("other.db");
        try (Database made = new Database("jdbc:sqlite:" + other)) {
            made.start();
        }
        Files.move(other, file(), StandardCopyOption.REPLACE_EXISTING);
        awaitTrouble("was replaced by another");
        add("2");

        watch.close();
        database.close();

        assertThat(channelsIn(folder.resolve("herald.db.rescued"))).isEqualTo(2);
        assertThat(channelsIn(file())).isZero();
    }

    @Test
    void aLockOfAnotherProgramIsNamedAndItsEndIsNoticed() throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            awaitTrouble("another program is writing to the database file " + file());
            statement.execute("ROLLBACK");
        }

        long freed = System.nanoTime();
        awaitUp();
        assertThat(System.nanoTime() - freed).isLessThan(4_000_000_000L);
        await().atMost(SOON).until(() -> back.get() == 1);
    }

    @Test
    void aFullDiskThatAStatementFindsIsNamedUntilThereIsSpaceAgain() {
        database.jdbi().useHandle(handle -> handle.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        int pages = database.jdbi()
                .withHandle(handle ->
                        handle.select("PRAGMA page_count").mapTo(Integer.class).one());
        database.jdbi().useHandle(handle -> handle.execute("PRAGMA max_page_count = " + pages));

        assertThatThrownBy(() -> add("x".repeat(1_000_000))).hasMessageContaining("SQLITE_FULL");

        await().atMost(SOON).until(() -> back.get() == 1);
        awaitUp();
    }

    /** As when a failing memory card makes the system refuse all writes. */
    @Test
    void aFileThatAStatementCannotWriteIsNamedUntilItCan() {
        readOnly(true);

        assertThatThrownBy(() -> add("2")).hasMessageContaining("SQLITE_READONLY");

        awaitTrouble("cannot be written");
        readOnly(false);
        await().atMost(SOON).until(() -> back.get() == 1);
        awaitUp();
    }

    private void readOnly(boolean on) {
        database.jdbi().useHandle(handle -> handle.execute("PRAGMA query_only = " + on));
    }

    /** Each write is synced: on a memory card, whatever is written often wears it out. */
    @Test
    void whileAllIsWellAProbeWritesOnceAMinute() throws Exception {
        AtomicLong now = new AtomicLong();
        SqliteProbe probe = new SqliteProbe("jdbc:sqlite:" + file(), now::get);
        int before = number();

        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(probe.look(database.jdbi())).isEmpty();
        assertThat(number()).isEqualTo(before);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(probe.look(database.jdbi())).isEmpty();
        assertThat(number()).isEqualTo(before + 1);

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            now.addAndGet(Duration.ofSeconds(3).toNanos());
            assertThat(probe.look(database.jdbi())).contains("another program is writing");
            assertThat(probe.isLocked()).isTrue();
            statement.execute("ROLLBACK");
        }
        assertThat(probe.look(database.jdbi())).isEmpty();
        assertThat(probe.isLocked()).isFalse();
        assertThat(number()).isEqualTo(before + 1);
    }

    private int number() {
        return database.jdbi()
                .withHandle(handle -> handle.select("PRAGMA user_version")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    @Tag("full")
    void damagedPagesAreNamedThoughNobodyReadsThem() throws IOException {
        database.jdbi().useHandle(handle -> handle.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
        try (RandomAccessFile pages = new RandomAccessFile(file().toFile(), "rw")) {
            pages.seek(8192);
            pages.write(new byte[(int) (pages.length() - 8192)]);
        }

        awaitTrouble("is damaged; restore a backup");
    }
}
