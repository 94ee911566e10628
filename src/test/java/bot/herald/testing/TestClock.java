package bot.herald.testing;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until a test moves it. */
public final class TestClock extends UtcClock {
    private Instant now = Instant.parse("2030-01-01T12:00:00Z");
    private long nanos;

    /** Time passes. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
        nanos += by.toNanos();
    }

    /** Somebody sets the clock; no time passes. */
    public synchronized void set(Duration by) {
        now = now.plus(by);
    }

    /** How much time has passed, whatever the clock was set to. */
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }
}
