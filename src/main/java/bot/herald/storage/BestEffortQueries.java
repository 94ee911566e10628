package bot.herald.storage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries that the bot can do without. While the database does not answer, one is sent only every few seconds, so that
 * not every event waits for it, and none at all while {@link DatabaseWatch} knows better. Logs the first failure,
 * unless the watch does, and the end of the trouble. Safe for concurrent use.
 */
final class BestEffortQueries {
    /** An answer that takes longer is useless. */
    static final int SECONDS = 3;

    private static final Logger log = LoggerFactory.getLogger(BestEffortQueries.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final BooleanSupplier knownAway;
    private final String meanwhile;
    private final LongSupplier nanos;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile long nextTry;

    /** @param meanwhile what the bot does without an answer, for the log */
    BestEffortQueries(Database database, String meanwhile) {
        this(database::isAway, meanwhile, System::nanoTime);
    }

    /** @param knownAway whether the database is known not to answer; then nothing is sent */
    BestEffortQueries(BooleanSupplier knownAway, String meanwhile, LongSupplier nanos) {
        this.knownAway = knownAway;
        this.meanwhile = meanwhile;
        this.nanos = nanos;
    }

    /** The answer, or {@code otherwise} if there is none. */
    <T> T orElse(T otherwise, Supplier<T> question) {
        if (knownAway.getAsBoolean()) {
            // The watch also knows when it is over; then the next query is sent at once.
            nextTry = nanos.getAsLong();
            return otherwise;
        }
        if (away.get() && nanos.getAsLong() - nextTry < 0) {
            return otherwise;
        }
        try {
            T answer = question.get();
            if (away.compareAndSet(true, false)) {
                log.info("the database answers again, so this is over: {}", meanwhile);
            }
            return answer;
        } catch (JdbiException e) {
            nextTry = nanos.getAsLong() + PAUSE_NANOS;
            // Otherwise the watch has reported it, or is about to.
            if (away.compareAndSet(false, true) && !knownAway.getAsBoolean() && !SqlFailures.isUnreachable(e)) {
                log.warn(
                        "the database does not answer (SQL state {}); until it does, {}",
                        SqlFailures.state(e),
                        meanwhile);
            }
            return otherwise;
        }
    }
}
