package bot.herald.lifecycle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of every component, collected in the background, so that reading it takes less than a tenth of a second even
 * while a component hangs. Safe for concurrent use.
 */
public final class HealthSnapshot implements Component {
    private static final Logger log = LoggerFactory.getLogger(HealthSnapshot.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** How long an answer may take. */
    private static final Duration MOMENT = Duration.ofMillis(80);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Supplier<Map<String, Health>> checks;
    private final LongSupplier nanos;
    private final Recurring looks;
    private final AtomicLong questions = new AtomicLong();
    /** Whether a check is wanted that has not begun yet. */
    private final AtomicBoolean asked = new AtomicBoolean();

    private Taken last;

    /** @param answered the number of the last request made before the check began */
    private record Taken(Map<String, Health> health, long at, long answered) {}

    /** @param checks the health of components by name, in the order to report them; may block */
    public HealthSnapshot(Supplier<Map<String, Health>> checks) {
        this(checks, System::nanoTime);
    }

    HealthSnapshot(Supplier<Map<String, Health>> checks, LongSupplier nanos) {
        this.checks = checks;
        this.nanos = nanos;
        this.last = new Taken(Map.of("herald", Health.down("Herald is starting")), nanos.getAsLong(), 0);
        this.looks = new Recurring(
                "health",
                Duration.ZERO,
                PAUSE,
                this::look,
                fault -> log.error("checking the health of a component failed, retrying", fault));
    }

    void look() {
        asked.set(false);
        long answered = questions.get();
        Taken taken = new Taken(checks.get(), nanos.getAsLong(), answered);
        synchronized (this) {
            last = taken;
            notifyAll();
        }
    }

    /** The current health; if that takes too long to find out, the last known one. */
    public Map<String, Health> health() {
        long question = questions.incrementAndGet();
        if (asked.compareAndSet(false, true)) {
            looks.soon();
        }
        Taken taken = awaited(question);
        long age = nanos.getAsLong() - taken.at();
        if (age <= PATIENCE.toNanos()) {
            return taken.health();
        }
        Map<String, Health> health = new LinkedHashMap<>(taken.health());
        health.put(
                name(),
                Health.down("a part of Herald has not answered for " + age / 1_000_000_000
                        + " s; if that lasts, restart Herald and report it"));
        return health;
    }

    private synchronized Taken awaited(long question) {
        long end = System.nanoTime() + MOMENT.toNanos();
        try {
            for (long left = MOMENT.toNanos(); last.answered() < question && left > 0; left = end - System.nanoTime()) {
                wait(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last;
    }

    @Override
    public String name() {
        return looks.name();
    }

    @Override
    public void start() {
        looks.start();
    }

    @Override
    public Health check() {
        return looks.check();
    }

    @Override
    public void close() {
        looks.close();
    }
}
