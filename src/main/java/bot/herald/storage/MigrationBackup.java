package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
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
        Path copy = file.path()
                .resolveSibling(
                        file.path().getFileName() + ".v" + version + "-" + TIME.format(clock.instant()) + ".bak");
        try {
            Files.deleteIfExists(copy);
            OwnerOnlyFile.create(copy);
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
        Pattern ours = Pattern.compile(
                Pattern.quote(file.path().getFileName().toString()) + "\\.v[0-9.]+-([0-9]{8}T[0-9]{6}Z)\\.bak");
        try (Stream<Path> files = Files.list(file.folder())) {
            List<Path> newestFirst = files.filter(
                            one -> ours.matcher(one.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(MigrationBackup::time).reversed())
                    .toList();
            for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
                Files.delete(old);
                log.info("old copy {} deleted", old);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String time(Path copy) {
        String name = copy.getFileName().toString();
        return name.substring(name.lastIndexOf('-'));
    }
}
