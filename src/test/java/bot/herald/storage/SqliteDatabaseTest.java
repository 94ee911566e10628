package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
