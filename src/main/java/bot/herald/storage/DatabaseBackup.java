package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import bot.herald.security.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jdbi.v3.core.JdbiException;

/** Copies a SQLite database, whole and consistent, while a bot runs on it; for PostgreSQL says what does. */
public final class DatabaseBackup {
    private final Database database;

    public DatabaseBackup(Database database) {
        this.database = database;
    }

    /**
     * Writes the copy, readable by this user alone, and beside it a note that names the key it belongs to.
     *
     * @param fingerprint names a key by its number
     * @return the number of the key that opens its tokens; empty when there is none
     * @throws StartupException if the file exists or cannot be written, or the database is PostgreSQL
     */
    public OptionalInt write(Path file, IntFunction<String> fingerprint) {
        database.backupCommand(file).ifPresent(command -> {
            throw new StartupException("this database makes its own backups. Type: " + command + " (pg_restore --clean"
                    + " --if-exists brings one back), and keep the key file with it: without it no token opens");
        });
        Path absolute = file.toAbsolutePath();
        try {
            OwnerOnly.create(absolute);
            OptionalInt key = copyInto(absolute);
            if (key.isPresent()) {
                writeNote(absolute, key.getAsInt(), fingerprint.apply(key.getAsInt()));
            }
            return key;
        } catch (FileAlreadyExistsException e) {
            throw new StartupException(file + " exists already: name another file, nothing is overwritten");
        } catch (IOException | JdbiException e) {
            if (SqlFailures.isDamage(e)) {
                throw new StartupException("the database is damaged and cannot be copied: `herald db check` says more");
            }
            throw new StartupException("cannot write " + file + ": its folder must exist, be writable for this user and"
                    + " have room for the database");
        }
    }

    /** Leaves no empty file behind, which could be taken for a backup. */
    private OptionalInt copyInto(Path made) throws IOException {
        try {
            return database.jdbi().withHandle(handle -> {
                handle.execute("VACUUM INTO ?", made.toString());
                return Sealer.keyId(handle);
            });
        } catch (JdbiException e) {
            Files.delete(made);
            throw e;
        }
    }

    private static void writeNote(Path backup, int key, String fingerprint) throws IOException {
        Path note = backup.resolveSibling(backup.getFileName() + ".key.txt");
        OwnerOnly.create(note);
        Files.writeString(
                note,
                "The tokens in " + backup.getFileName() + " open with the key file that holds\nkey "
                        + Integer.toUnsignedString(key) + ", fingerprint " + fingerprint
                        + "\n`herald check` prints both of the key file in use. Neither is a secret.\n");
    }
}
