package bot.herald.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import bot.herald.security.OwnerOnly;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the SQLite file is gone or another lies in its place, and saves what the open one holds: SQLite itself goes on
 * writing to a file that nobody will find again.
 *
 * <p>A file that was deleted is put back from the open one after a few seconds, in which somebody may be about to put another
 * there. Beside another file, the open one is copied again and again. Used by one thread.
 */
final class SqliteFileWatch {
    private static final Logger log = LoggerFactory.getLogger(SqliteFileWatch.class);
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final SqliteFile file;
    private final HikariDataSource pool;
    private final Path rescued;
    private Optional<Object> opened;
    /** The files of the open write-ahead log, which must not be taken for that of another database. */
    private Map<Path, Object> openedBeside;

    private boolean wasGone;
    private long goneSince;
    private long copiedChanges = -1;

    /** @param pool of the one connection to the open file */
    SqliteFileWatch(SqliteFile file, HikariDataSource pool) {
        this.file = file;
        this.pool = pool;
        this.rescued = file.path().resolveSibling(file.path().getFileName() + ".rescued");
        this.opened = key();
        this.openedBeside = keysBeside();
    }

    private Optional<Object> key() {
        return key(file.path());
    }

    /** Empty where there is no file, and where the file system tells files apart by their names alone. */
    private static Optional<Object> key(Path path) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Map<Path, Object> keysBeside() {
        Map<Path, Object> keys = new HashMap<>();
        for (String suffix : new String[] {"-wal", "-shm"}) {
            Path beside = file.path().resolveSibling(file.path().getFileName() + suffix);
            key(beside).ifPresent(key -> keys.put(beside, key));
        }
        return keys;
    }

    /** What is wrong, for the operator; empty when nothing is. */
    String look() {
        boolean gone = Files.notExists(file.path());
        if (!gone && (opened.isEmpty() || key().equals(opened))) {
            wasGone = false;
            openedBeside = keysBeside();
            return "";
        }
        try {
            return gone ? gone() : replaced();
        } catch (SQLException | IOException e) {
            return "the database file " + file.path() + " was " + (gone ? "deleted" : "replaced")
                    + " while Herald runs and what Herald holds cannot be saved ("
                    + e.getClass().getSimpleName()
                    + "): make its folder writable and do not stop Herald before";
        }
    }

    private String gone() throws SQLException, IOException {
        if (!wasGone) {
            wasGone = true;
            goneSince = System.nanoTime();
        }
        copy();
        if (System.nanoTime() - goneSince > GRACE.toNanos()) {
            putBack();
        }
        return "the database file " + file.path() + " was deleted while Herald runs; nothing is lost: all of it is in "
                + rescued + ", and Herald puts the file back in a few seconds";
    }

    private String replaced() throws SQLException, IOException {
        copy();
        return "the database file " + file.path() + " was replaced by another while Herald runs; Herald goes on with"
                + " the one it had, which is saved to " + rescued + ". Stop Herald, leave the right one in place, and"
                + " start again";
    }

    /** Copies the open database beside, unless it is as it was at the last copy. */
    private void copy() throws SQLException, IOException {
        try (Connection open = pool.getConnection()) {
            long changes = changes(open);
            if (changes != copiedChanges || Files.notExists(rescued)) {
                Files.move(copied(open), rescued, REPLACE_EXISTING, ATOMIC_MOVE);
                forgetLog();
                copiedChanges = changes;
            }
        }
    }

    /** Nothing can write while the only connection is held here. */
    private void putBack() throws SQLException, IOException {
        try (Connection open = pool.getConnection()) {
            Path copy = copied(open);
            forgetLog();
            try {
                link(copy);
            } catch (FileAlreadyExistsException e) {
                log.info("the database file {} is back in place", file.path());
                return;
            } finally {
                Files.deleteIfExists(copy);
            }
            opened = key();
            wasGone = false;
            pool.evictConnection(open);
        }
        Files.deleteIfExists(rescued);
        log.warn("the database file {} was put back as it was, with all that was written meanwhile", file.path());
    }

    /** @return a whole, synced copy with a name of its own, for its owner alone */
    private Path copied(Connection open) throws SQLException, IOException {
        Path part = file.path().resolveSibling(file.path().getFileName() + ".rescue-part");
        Files.createDirectories(file.folder());
        Files.deleteIfExists(part);
        OwnerOnly.create(part);
        try (PreparedStatement statement = open.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, part.toString());
            statement.execute();
        }
        sync(part);
        return part;
    }

    static void sync(Path written) throws IOException {
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** SQLite would take what is in it for changes of whatever database is there next. The open handles outlive their names. */
    private void forgetLog() throws IOException {
        for (Map.Entry<Path, Object> beside : openedBeside.entrySet()) {
            if (key(beside.getKey()).equals(Optional.of(beside.getValue()))) {
                Files.delete(beside.getKey());
            }
        }
    }

    /** Fails if somebody has put a file there by now. */
    private void link(Path copy) throws IOException {
        try {
            Files.createLink(file.path(), copy);
        } catch (UnsupportedOperationException e) {
            Files.move(copy, file.path());
        }
    }

    private static long changes(Connection open) throws SQLException {
        try (var statement = open.createStatement();
                var row = statement.executeQuery("SELECT total_changes()")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** To be called before the open file is closed: saves what was written since the last look, too. */
    void close() {
        String wrong = look();
        if (wasGone) {
            try {
                putBack();
                return;
            } catch (SQLException | IOException e) {
                log.debug("the file cannot be put back: {}", e.getClass().getSimpleName());
            }
        }
        if (!wrong.isEmpty()) {
            log.error("Herald stops while its database file is not in place: {}", wrong);
        }
    }
}
