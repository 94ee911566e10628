package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jdbi.v3.core.JdbiException;

/** Copies a SQLite database, whole and consistent, while a bot runs on it; for PostgreSQL says what does. */
public final class DatabaseBackup {
    private final Database database;

    public DatabaseBackup(Database database) {
        this.database = database;
    }

    /**
     * Writes the copy, readable by this user alone.
     *
     * @return the number of the key that opens its tokens, as the key file names it
     * @throws StartupException if the file exists or cannot be written, or the database is PostgreSQL
     */
    public String write(Path file) {
        database.backupCommand(file).ifPresent(command -> {
            throw new StartupException("this database makes its own backups. Type: " + command + " (pg_restore --clean"
                    + " --if-exists brings one back), and keep the key file with it: without it no token opens");
        });
        if (Files.exists(file)) {
            throw new StartupException(file + " exists already: name another file, nothing is overwritten");
        }
        Path absolute = file.toAbsolutePath();
        try {
            // Made first and empty, so that nobody else can read it at any moment.
            if (Files.getFileStore(Objects.requireNonNull(absolute.getParent())).supportsFileAttributeView("posix")) {
                Files.createFile(
                        absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return database.jdbi().withHandle(handle -> {
                handle.execute("VACUUM INTO ?", absolute.toString());
                return Sealer.keyId(handle).isPresent()
                        ? Integer.toUnsignedString(Sealer.keyId(handle).getAsInt())
                        : "none";
            });
        } catch (IOException | JdbiException e) {
            throw new StartupException("cannot write " + file + ": its folder must exist, be writable for this user and"
                    + " have room for the database");
        }
    }
}
