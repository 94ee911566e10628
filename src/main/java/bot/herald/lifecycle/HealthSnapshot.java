package bot.herald.lifecycle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of every component as it was a moment ago, found out in the background: whoever asks gets an answer at once, also
 * while a component hangs. Safe for concurrent use.
 */
public final class HealthSnapshot implements Component {
    private static final Logger log = LoggerFactory.getLogger(HealthSnapshot.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Supplier<Map<String, Health>> checks;
    private final LongSupplier nanos;
    private final Recurring looks;
    private volatile Taken last;

    private record Taken(Map<String, Health> health, long at) {}

    /** @param checks the health of components by name, in the order to report them; may block */
    public HealthSnapshot(Supplier<Map<String, Health>> checks) {
        this(checks, System::nanoTime);
    }

    HealthSnapshot(Supplier<Map<String, Health>> checks, LongSupplier nanos) {
        this.checks = checks;
        this.nanos = nanos;
        this.last = new Taken(Map.of("herald", Health.down("Herald is starting")), nanos.getAsLong());
        this.looks = new Recurring(
                "health",
                Duration.ZERO,
                PAUSE,
                this::look,
                fault -> log.error("the health of a component cannot be found out", fault));
    }

    void look() {
        last = new Taken(checks.get(), nanos.getAsLong());
    }

    /** Never blocks. */
    public Map<String, Health> health() {
        Taken taken = last;
        long age = nanos.getAsLong() - taken.at();
        if (age <= PATIENCE.toNanos()) {
            return taken.health();
        }
        Map<String, Health> health = new LinkedHashMap<>(taken.health());
        health.put(name(), Health.down("a component has not said for " + age / 1_000_000_000 + " s how it is"));
        return health;
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
