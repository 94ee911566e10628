package bot.herald.twitch.eventsub;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before the next connection: half a second, doubling up to two minutes, shortened at random by up to half. */
final class ReconnectPause {
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 120_000;

    private final DoubleSupplier jitter;
    private int failures;

    /** @param jitter 0 to 1 */
    ReconnectPause(DoubleSupplier jitter) {
        this.jitter = jitter;
    }

    Duration next() {
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 20));
        failures++;
        return Duration.ofMillis((long) (full * (0.5 + jitter.getAsDouble() / 2)));
    }

    void reset() {
        failures = 0;
    }
}
