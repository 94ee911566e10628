package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.lifecycle.StartupException;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.TestDatabase;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseBackupTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aCopyThatFailsLeavesNoFileBehind() throws Exception {
        try (TestDatabase database = new TestDatabase(folder, DatabaseKind.SQLITE)) {
            database.database().jdbi().useHandle(handle -> handle.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
            try (RandomAccessFile pages =
                    new RandomAccessFile(folder.resolve("herald.db").toFile(), "rw")) {
                pages.seek(8192);
                pages.write(new byte[(int) (pages.length() - 8192)]);
            }
            Path copy = folder.resolve("copy.db");

            assertThatExceptionOfType(StartupException.class)
                    .isThrownBy(() -> new DatabaseBackup(database.database()).write(copy, key -> "unknown"))
                    .withMessageStartingWith("the database is damaged");

            assertThat(copy).doesNotExist();
        }
    }
}
