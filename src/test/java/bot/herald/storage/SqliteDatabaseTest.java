package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
