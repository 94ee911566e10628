package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import bot.herald.testing.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyBackupTest {
    @TempDir
    Path folder = Path.of("");

    private final TestClock clock = new TestClock();
    private SqliteFile file;
    private SqliteEngine engine;
    private Database database;

    @BeforeEach
    void open() {
        String url = "jdbc:sqlite:" + folder.resolve("herald.db");
        file = SqliteFile.of(url).orElseThrow();
        engine = new SqliteEngine(url);
        database = new Database(url);
        database.start();
        add("1");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private DailyBackup backup() {
        return new DailyBackup(file, engine::copyInto, clock);
    }

    private void add(String id) {
        database.jdbi()
                .withHandle(handle -> handle.execute("INSERT INTO channel VALUES (?, 'name', 'Name', '', 0)", id));
    }

    private List<Path> copies() throws IOException {
        return BackupFiles.newestFirst(file, BackupFiles.DAILY);
    }

    private int channels() {
        return database.jdbi()
                .withHandle(handle -> handle.select("SELECT COUNT(*) FROM channel")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void onceADayOneIsMadeForItsOwnerAloneAndSevenAreKept() throws IOException {
        for (int day = 0; day < 9; day++) {
            backup().look();
            clock.advance(Duration.ofHours(12));
            backup().look();
            clock.advance(Duration.ofHours(12));
        }

        assertThat(copies()).hasSize(7);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copies().get(0))))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("part"));
    }

    @Test
    void oneIsRestoredByCopyingItOver() throws IOException {
        backup().look();
        add("2");
        database.close();

        Files.copy(copies().get(0), file.path(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        database = new Database("jdbc:sqlite:" + file.path());
        database.start();

        assertThat(channels()).isEqualTo(1);
    }

    @Test
    void whatWasErasedIsNotInACopyMadeLater() throws IOException {
        database.jdbi()
                .withHandle(handle -> handle.execute("INSERT INTO channel VALUES ('9', 'gone-login', 'Gone', '', 0)"));
        database.jdbi().withHandle(handle -> handle.execute("DELETE FROM channel WHERE twitch_user_id = '9'"));

        backup().look();

        assertThat(new String(Files.readAllBytes(copies().get(0)), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("gone-login");
    }

    @Test
    void anUnfinishedOneDoesNotCountAndTheNextLookTriesAgain() throws IOException {
        DailyBackup failing = new DailyBackup(
                file,
                empty -> {
                    throw new SQLException("no room");
                },
                clock);

        assertThatIllegalStateException().isThrownBy(failing::look);

        assertThat(copies()).isEmpty();
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("part"));
        Files.createFile(folder.resolve("herald.db.daily-part"));
        backup().look();
        assertThat(copies()).hasSize(1);
    }
}
