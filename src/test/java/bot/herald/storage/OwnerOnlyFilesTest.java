package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bot.herald.cluster.InstanceLock;
import bot.herald.testing.DatabaseKind;
import bot.herald.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFilesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void whatLiesBesideTheDatabaseIsForItsOwnerAlone() throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "files have modes here");
        try (TestDatabase database = new TestDatabase(folder, DatabaseKind.SQLITE)) {
            InstanceLock lock = database.database().instanceLock();
            assertThat(lock.take()).isEqualTo(InstanceLock.Holder.THIS_PROCESS);
            new DatabaseBackup(database.database()).write(folder.resolve("herald.db.mine"), key -> "fingerprint");
            try (Stream<Path> all = Files.list(folder)) {
                List<Path> files = all.toList();
                assertThat(files).hasSizeGreaterThan(2);
                for (Path file : files) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as("%s", file)
                            .isEqualTo("rw-------");
                }
            }
            lock.close();
        }
    }
}
