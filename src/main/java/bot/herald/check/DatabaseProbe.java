package bot.herald.check;

import bot.herald.config.DatabaseConfig;
import bot.herald.storage.DatabaseInspection;
import bot.herald.storage.SchemaVersion;
import bot.herald.storage.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Whether the database can be opened, written and extended, and whether its tables are Herald's. */
final class DatabaseProbe {
    private static final String SUBJECT = "database";
    private static final String DISK = "disk";
    private static final long MEGABYTE = 1024L * 1024;
    private static final long TOO_LITTLE = 64 * MEGABYTE;
    private static final long LITTLE = 512 * MEGABYTE;

    private final DatabaseConfig config;
    private final ToLongFunction<Path> freeBytes;
    private Optional<DatabaseInspection> opened = Optional.empty();

    DatabaseProbe(DatabaseConfig config, ToLongFunction<Path> freeBytes) {
        this.config = config;
        this.freeBytes = freeBytes;
    }

    /** The database, if {@link #look} could open it and it is not from a newer Herald. */
    Optional<DatabaseInspection> opened() {
        return opened;
    }

    static boolean saysUnusable(Finding finding) {
        return finding.isWrong() && finding.subject().equals(SUBJECT);
    }

    List<Finding> look() {
        Optional<SqliteFile> file = SqliteFile.of(config.url());
        if (file.isEmpty()) {
            return List.of(server());
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(file(file.get()));
        nearestFolder(file.get()).ifPresent(folder -> findings.add(disk(folder)));
        return findings;
    }

    private Finding server() {
        try {
            return schema(DatabaseInspection.at(config.url(), config.user(), config.password()));
        } catch (DatabaseInspection.UnreadableException e) {
            return Finding.wrong(
                    SUBJECT,
                    "the PostgreSQL database cannot be used",
                    "Correct database.url, database.user or database.password, or the server: " + e.getMessage() + ".");
        }
    }

    private Finding file(SqliteFile file) {
        if (!Files.exists(file.path())) {
            return missing(file);
        }
        if (!Files.isRegularFile(file.path())) {
            return Finding.wrong(
                    SUBJECT, file.path() + " is no file", "Set database.url to a file that Herald may make.");
        }
        if (!Files.isWritable(file.path()) || !Files.isWritable(file.folder())) {
            return Finding.wrong(
                    SUBJECT,
                    file.path() + " or its folder cannot be written",
                    "Make both writable for the user that runs Herald: SQLite needs the folder too.");
        }
        try {
            return schema(DatabaseInspection.at(file));
        } catch (DatabaseInspection.UnreadableException e) {
            return Finding.wrong(
                    SUBJECT,
                    file.path() + " cannot be read: " + e.getMessage(),
                    "Restore a backup (docs/operating.md), or point database.url at a new file.");
        }
    }

    private static Finding missing(SqliteFile file) {
        boolean possible = nearestFolder(file).filter(Files::isWritable).isPresent();
        return possible
                ? Finding.ok(SUBJECT, file.path() + " will be made at the first start")
                : Finding.wrong(
                        SUBJECT,
                        file.path() + " cannot be made",
                        "Its folder must be one that this user may write; make it, or set database.url.");
    }

    private Finding schema(DatabaseInspection look) {
        SchemaVersion schema = look.schema();
        String version = "schema version " + schema.version().orElse("none");
        if (schema.fromNewerVersion()) {
            return Finding.wrong(
                    SUBJECT,
                    version + " was made by a newer Herald; this one knows " + schema.newest(),
                    "Install that version again, or restore a backup made before it.");
        }
        opened = Optional.of(look);
        return Finding.ok(
                SUBJECT,
                schema.isOlder()
                        ? version + "; run brings it to " + schema.newest()
                                + (look.file().isPresent() ? " and makes a copy before" : ": back it up before")
                        : look.address() + ", " + version);
    }

    private Finding disk(Path folder) {
        long free = freeBytes.applyAsLong(folder);
        String text = free / MEGABYTE + " MB free at " + folder;
        if (free < TOO_LITTLE) {
            return Finding.wrong(
                    DISK,
                    text,
                    "Free some space: when the disk is full, refreshed tokens cannot be kept and are lost.");
        }
        return free < LITTLE
                ? Finding.warning(DISK, text, "Free some space before it is full.")
                : Finding.ok(DISK, text);
    }

    /** The folder, or the nearest existing one above it; empty if that is no folder. */
    private static Optional<Path> nearestFolder(SqliteFile file) {
        Path folder = file.folder();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder).filter(Files::isDirectory);
    }
}
