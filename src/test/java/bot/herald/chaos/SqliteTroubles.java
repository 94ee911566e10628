package bot.herald.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Another program writes to Herald's SQLite file, now and then for longer than Herald waits for it. For one thread. */
final class SqliteTroubles implements DatabaseTroubles {
    /** How long Herald waits for another writer. */
    private static final int PATIENCE_MILLIS = 5_000;

    private static final int ONE_OF_TOO_LONG = 3;

    private final String url;
    private final Timeline timeline;
    private @Nullable HeldLock lock;
    private Duration until = Duration.ZERO;

    SqliteTroubles(Path file, Timeline timeline) {
        this.url = "jdbc:sqlite:" + file + "?busy_timeout=5000";
        this.timeline = timeline;
    }

    @Override
    public void next(Random dice) {
        if (lock == null) {
            boolean tooLong = dice.nextInt(ONE_OF_TOO_LONG) == 0;
            int millis = tooLong ? PATIENCE_MILLIS + dice.nextInt(4_000) : 200 + dice.nextInt(3_000);
            timeline.add("another program writes to the database for " + millis + " ms");
            lock = HeldLock.take(url, "BEGIN IMMEDIATE");
            until = timeline.now().plusMillis(millis);
        }
    }

    @Override
    public void look() {
        if (lock != null && timeline.now().compareTo(until) >= 0) {
            end();
        }
    }

    @Override
    public void end() {
        if (lock != null) {
            lock.close();
            lock = null;
            timeline.add("the database is free again");
        }
    }

    @Override
    public int processesServing() {
        throw new IllegalStateException("a single process shares nothing");
    }

    @Override
    public boolean goesOn() {
        return lock != null;
    }

    @Override
    public void close() {
        end();
    }
}
