package bot.herald.storage;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Checks whether what is written to a SQLite file is kept, and says what is wrong with it. Safe for concurrent use.
 *
 * <p>Itself it hardly writes, since each write is synced, and that wears out a memory card: free space, the lock that
 * every writer needs, and the failures of the bot's own statements tell nearly all of it.
 */
final class SqliteProbe {
    private static final int PROBE_BUSY_MILLIS = 300;
    private static final Duration BETWEEN_LOCKS = Duration.ofSeconds(3);
    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);
    /** In bytes; with less left the next change does not fit. */
    private static final long LEAST_SPACE = 64 * 1024;

    private final String url;
    private final LongSupplier nanoTime;
    /** When a probe last wrote. Not at once: others write enough until Herald is ready. */
    private volatile long wroteAt;
    /** When a probe last had the lock. */
    private volatile long lockedAt;

    private volatile boolean locked;

    /** @param nanoTime {@link System#nanoTime} */
    SqliteProbe(String url, LongSupplier nanoTime) {
        this.url = url;
        this.nanoTime = nanoTime;
        this.wroteAt = nanoTime.getAsLong();
        this.lockedAt = wroteAt;
    }

    /** Whether another program kept the last probe from writing. */
    boolean isLocked() {
        return locked;
    }

    /** Makes the next look write, however recent the last write is. */
    void writeNext() {
        wroteAt = nanoTime.getAsLong() - BETWEEN_WRITES.toNanos();
    }

    boolean isDiskFull() {
        return fileSystem().filter(SqliteProbe::isFull).isPresent();
    }

    private static boolean isFull(FileStore store) {
        try {
            return store.getUsableSpace() < LEAST_SPACE;
        } catch (IOException e) {
            return false;
        }
    }

    /** As it is now; empty if there is none, or it does not say. */
    private Optional<FileStore> fileSystem() {
        Optional<Path> folder = SqliteFile.of(url).map(SqliteFile::folder).filter(Files::exists);
        try {
            return folder.isPresent() ? Optional.of(Files.getFileStore(folder.get())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is wrong; empty if nothing is. */
    String look(Jdbi jdbi) {
        Optional<FileStore> fileSystem = fileSystem();
        if (fileSystem.filter(SqliteProbe::isFull).isPresent()) {
            return diskIsFull();
        }
        if (fileSystem.filter(FileStore::isReadOnly).isPresent()) {
            return "the file system of " + file()
                    + " is read-only: nothing can be saved. A failing disk or memory card is"
                    + " the usual reason; see the system's log";
        }
        long now = nanoTime.getAsLong();
        boolean write = now - wroteAt >= BETWEEN_WRITES.toNanos();
        if (!write && now - lockedAt < BETWEEN_LOCKS.toNanos()) {
            return "";
        }
        try {
            jdbi.useHandle(handle -> withShortPatience(handle, write ? SqliteProbe::write : SqliteProbe::lock));
            lockedAt = now;
            wroteAt = write ? now : wroteAt;
            locked = false;
            return "";
        } catch (JdbiException e) {
            locked = SqlFailures.isBusy(e);
            return e.getCause() instanceof SQLException failure
                    ? wrong(failure)
                    : "the database does not answer; Herald keeps trying";
        }
    }

    private static void withShortPatience(Handle handle, Consumer<Handle> work) {
        handle.execute("PRAGMA busy_timeout = " + PROBE_BUSY_MILLIS);
        try {
            work.accept(handle);
        } finally {
            handle.execute("PRAGMA busy_timeout = " + SqliteEngine.BUSY_MILLIS);
        }
    }

    /** Takes the lock of a writer, and changes nothing. */
    private static void lock(Handle handle) {
        handle.execute("BEGIN IMMEDIATE");
        handle.execute("ROLLBACK");
    }

    /** Changes a number that SQLite keeps in the file for applications; nothing else in Herald uses it. */
    private static void write(Handle handle) {
        int number = handle.select("PRAGMA user_version").mapTo(Integer.class).one();
        handle.execute("PRAGMA user_version = " + (number + 1 & Integer.MAX_VALUE));
    }

    private String file() {
        return url.replaceFirst("^jdbc:sqlite:", "");
    }

    private String diskIsFull() {
        return "the disk is full: nothing can be saved to " + file() + ". Free some space; Herald goes on by itself";
    }

    private String wrong(SQLException failure) {
        if (SqlFailures.isBusy(failure)) {
            return "another program is writing to the database file " + file()
                    + " and keeps Herald from saving: let it finish or close it";
        }
        String known = trouble(failure);
        return known.isEmpty() ? cannotBeWritten(failure) : known;
    }

    private String cannotBeWritten(SQLException failure) {
        return "the database file " + file() + " cannot be written (SQLite's code " + failure.getErrorCode() + ")";
    }

    /** What a failed statement says about the file as a whole; empty if nothing. */
    String trouble(SQLException failure) {
        if (SqlFailures.isDamage(failure)) {
            return damaged();
        }
        if (SqlFailures.isDiskFull(failure)) {
            return diskIsFull();
        }
        return SqlFailures.isUnwritable(failure) ? cannotBeWritten(failure) : "";
    }

    String damaged() {
        Optional<SqliteFile> file = SqliteFile.of(url);
        return "the database file "
                + file.map(SqliteFile::path).map(Path::toString).orElse(url) + " is damaged; "
                + file.map(BackupFiles::advice).orElse("restore a backup");
    }
}
