package bot.herald.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Sees whether what is written to a SQLite file is kept, and says what is wrong with it. Used by any thread. */
final class SqliteProbe {
    private static final int PROBE_BUSY_MILLIS = 300;
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(3);
    /** In bytes; with less left the next change does not fit. */
    private static final long LEAST_SPACE = 64 * 1024;

    private final String url;
    /** When a probe last wrote, by {@link System#nanoTime}. Not at once: others write enough until Herald is ready. */
    private volatile long wroteAt = System.nanoTime();

    private volatile boolean locked;

    SqliteProbe(String url) {
        this.url = url;
    }

    /** Whether another program kept the last probe from writing. */
    boolean isLocked() {
        return locked;
    }

    /** Has the next look write, whenever the last one did. */
    void writeNext() {
        wroteAt = System.nanoTime() - BETWEEN_WRITES.toNanos();
    }

    boolean isDiskFull() {
        try {
            Optional<SqliteFile> file = SqliteFile.of(url);
            return file.isPresent()
                    && Files.exists(file.get().folder())
                    && Files.getFileStore(file.get().folder()).getUsableSpace() < LEAST_SPACE;
        } catch (IOException e) {
            return false;
        }
    }

    /** What is wrong, or nothing. Writes only now and then while all is well, because every write waits for the disk. */
    String look(Jdbi jdbi) {
        if (isDiskFull()) {
            return diskIsFull();
        }
        long now = System.nanoTime();
        if (now - wroteAt < BETWEEN_WRITES.toNanos()) {
            return "";
        }
        try {
            jdbi.useHandle(SqliteProbe::write);
            wroteAt = now;
            locked = false;
            return "";
        } catch (JdbiException e) {
            locked = SqlFailures.isBusy(e);
            return e.getCause() instanceof SQLException failure ? wrong(failure) : "the database does not answer";
        }
    }

    /** A number that SQLite keeps in the file for applications; nothing else in Herald uses it. */
    private static void write(Handle handle) {
        handle.execute("PRAGMA busy_timeout = " + PROBE_BUSY_MILLIS);
        try {
            int number =
                    handle.select("PRAGMA user_version").mapTo(Integer.class).one();
            handle.execute("PRAGMA user_version = " + (number + 1 & Integer.MAX_VALUE));
        } finally {
            handle.execute("PRAGMA busy_timeout = " + SqliteEngine.BUSY_MILLIS);
        }
    }

    private String diskIsFull() {
        return "the disk is full: nothing can be saved to " + url.replaceFirst("^jdbc:sqlite:", "")
                + ". Free some space; Herald goes on by itself";
    }

    private String wrong(SQLException failure) {
        if (SqlFailures.isBusy(failure)) {
            return "another program is writing to the database file " + url.replaceFirst("^jdbc:sqlite:", "")
                    + " and keeps Herald from saving: let it finish or close it";
        }
        String known = trouble(failure);
        return known.isEmpty()
                ? "the database file " + url.replaceFirst("^jdbc:sqlite:", "") + " cannot be written (SQLite's code "
                        + failure.getErrorCode() + ")"
                : known;
    }

    String trouble(SQLException failure) {
        if (SqlFailures.isDamage(failure)) {
            return damaged();
        }
        return SqlFailures.isDiskFull(failure) ? diskIsFull() : "";
    }

    String damaged() {
        Optional<SqliteFile> file = SqliteFile.of(url);
        return "the database file "
                + file.map(SqliteFile::path).map(Path::toString).orElse(url) + " is damaged; "
                + file.map(BackupFiles::advice).orElse("restore a backup");
    }
}
