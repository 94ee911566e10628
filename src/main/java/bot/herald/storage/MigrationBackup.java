package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import bot.herald.security.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a SQLite database beside itself before its tables are changed, so that the version before can be put back.
 *
 * <p>Keeps the newest few copies.
 */
final class MigrationBackup {
    private static final Logger log = LoggerFactory.getLogger(MigrationBackup.class);
    private static final int KEPT = 3;

    private final SqliteFile file;
    private final Clock clock;

    MigrationBackup(SqliteFile file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * @param version of the schema as it is
     * @throws StartupException if no copy can be made; then nothing should be changed either
     */
    void make(DataSource source, String version) {
        Path copy = BackupFiles.name(file, "v" + version, clock.instant());
        try {
            Files.deleteIfExists(copy);
            OwnerOnly.create(copy);
            copyInto(source, copy);
            log.info("schema={} database copied to {} before it is brought up to date", version, copy);
            forgetOldOnes();
        } catch (IOException | SQLException e) {
            throw new StartupException("cannot copy the database to " + copy
                    + " before it is brought up to date: its folder must be writable for this user and have room for a"
                    + " second copy. Nothing was changed.");
        }
    }

    private static void copyInto(DataSource source, Path copy) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
        }
    }

    private void forgetOldOnes() throws IOException {
        List<Path> newestFirst = BackupFiles.newestFirst(file, "v[0-9.]+");
        for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
            Files.delete(old);
            log.info("old copy {} deleted", old);
        }
    }
}
