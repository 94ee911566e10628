package bot.herald.storage;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Recurring;
import bot.herald.security.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a SQLite database beside itself once a day, as {@code herald.db.daily-TIME.bak}, and keeps the newest seven. A copy has that
 * name only when it is whole, sound and on the disk; writers do not wait for it.
 */
final class DailyBackup implements Component {
    private static final Logger log = LoggerFactory.getLogger(DailyBackup.class);
    private static final int KEPT = 7;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration AFTER_START = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    /** Writes a whole copy into an empty file. */
    interface Copying {
        /** @throws SQLException if it cannot, or the copy is not sound */
        void copyInto(Path empty) throws SQLException;
    }

    private final SqliteFile file;
    private final Copying copying;
    private final Clock clock;
    private final Recurring looks;
    private volatile @Nullable Instant newest;

    DailyBackup(SqliteFile file, Copying copying, Clock clock) {
        this.file = file;
        this.copying = copying;
        this.clock = clock;
        this.looks = new Recurring(
                "backup",
                AFTER_START,
                BETWEEN_LOOKS,
                this::look,
                fault -> log.warn(
                        "the daily backup of the database failed and is tried again every {} minutes: {}",
                        BETWEEN_LOOKS.toMinutes(),
                        fault.getMessage()));
    }

    void look() {
        Path part = file.path().resolveSibling(file.path().getFileName() + ".daily-part");
        try {
            List<Path> made = BackupFiles.newestFirst(file, BackupFiles.DAILY);
            newest = made.isEmpty() ? null : BackupFiles.madeAt(made.get(0));
            if (isDue()) {
                Files.deleteIfExists(part);
                make(part);
                forgetOldOnes();
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(
                    SqlFailures.isDiskFull(e)
                            ? "the disk is full"
                            : e.getClass().getSimpleName() + "; the database's folder must be writable and have room",
                    e);
        }
    }

    /** Also if the newest is far in the future, because the clock was wrong then. */
    private boolean isDue() {
        Instant last = newest;
        return last == null || Duration.between(last, clock.instant()).abs().compareTo(DAY) >= 0;
    }

    private void make(Path part) throws IOException, SQLException {
        try {
            OwnerOnly.create(part);
            copying.copyInto(part);
            SqliteFileWatch.sync(part);
            Instant now = clock.instant();
            Path copy = BackupFiles.name(file, BackupFiles.DAILY, now);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
            newest = now;
            log.info("the database is backed up to {}", copy);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void forgetOldOnes() throws IOException {
        List<Path> made = BackupFiles.newestFirst(file, BackupFiles.DAILY);
        for (Path old : made.subList(Math.min(KEPT, made.size()), made.size())) {
            Files.delete(old);
            log.debug("old backup {} deleted", old);
        }
    }

    @Override
    public String name() {
        return looks.name();
    }

    @Override
    public void start() {
        looks.start();
    }

    /** A failed backup stops nothing; its age shows it. */
    @Override
    public Health check() {
        Instant last = newest;
        return last == null
                ? looks.check()
                : looks.check().with("newest-backup", Duration.between(last, clock.instant()));
    }

    @Override
    public void close() {
        looks.closeWithin(Duration.ofSeconds(2));
    }
}
