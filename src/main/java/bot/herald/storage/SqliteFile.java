package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The file behind a {@code jdbc:sqlite:} address. */
public record SqliteFile(Path path) {
    private static final String PREFIX = "jdbc:sqlite:";
    private static final String URI_PREFIX = "file:";

    /** Empty for an address of another database. */
    public static Optional<SqliteFile> of(String url) {
        if (!url.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = url.substring(PREFIX.length()).split("\\?", 2)[0];
        String bare = name.startsWith(URI_PREFIX) ? name.substring(URI_PREFIX.length()) : name;
        return Optional.of(new SqliteFile(Path.of(bare).toAbsolutePath()));
    }

    public Path folder() {
        return Objects.requireNonNull(path.getParent(), "a file is in a folder");
    }

    /** Whether a write-ahead log lies beside it: somebody has it open, or died with it open. */
    public boolean isInUse() {
        return Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
    }

    /**
     * Refuses an empty database where there was one, which what lies around tells.
     *
     * @param keyFile that is there, so that Herald has been here before; empty if there is none
     * @throws StartupException if there is no database file although there was one
     */
    public void requirePresent(Optional<Path> keyFile) {
        try {
            boolean empty = Files.notExists(path) || Files.size(path) == 0;
            if (isInUse() || !empty) {
                return;
            }
        } catch (IOException e) {
            throw new StartupException("cannot read the database file " + path + ": make it readable for this user");
        }
        Optional<String> sign = keyFile.map(file -> "the key file " + file)
                .or(() -> BackupFiles.newest(this).map(file -> "its backup " + file))
                .or(() -> beside(".rescued").map(file -> "what Herald saved of it in " + file))
                .or(() -> beside(".lock").map(file -> "its lock file " + file));
        if (sign.isEmpty()) {
            return;
        }
        throw new StartupException(sign.get() + " is there, but the database file " + path
                + " is not, or is empty: it was moved or deleted, or database.url is wrong. Put it back, or "
                + beside(".rescued")
                        .map(file -> "copy " + file + " there, which is what Herald held last")
                        .orElseGet(() -> BackupFiles.advice(this))
                + ". To begin with an empty database instead, start once with `herald run --new-database`.");
    }

    private Optional<Path> beside(String suffix) {
        return Optional.of(path.resolveSibling(path.getFileName() + suffix)).filter(Files::exists);
    }

    /** What to do when it is damaged. */
    public String restoring() {
        String advice = BackupFiles.advice(this);
        return advice.substring(0, 1).toUpperCase(Locale.ROOT) + advice.substring(1) + ".";
    }

    /** When Herald last copied it whole beside it. */
    public Optional<Instant> newestBackup() {
        return BackupFiles.newest(this).map(BackupFiles::madeAt);
    }

    /** Opens it for reading only, and leaves no file behind. */
    String readOnlyUrl() {
        String file = PREFIX + URI_PREFIX + path.toUri().getRawPath();
        // Opening a database in WAL mode creates its side files, unless SQLite is told that it is immutable.
        return isInUse() ? file + "?mode=ro" : file + "?mode=ro&immutable=1";
    }
}
