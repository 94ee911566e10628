package bot.herald.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A simulated world and its lock. Every request, timer and control runs under this object's monitor, through {@link #get} or {@link
 * #run}, so that nothing inside needs a lock of its own.
 */
public abstract class Guarded {
    protected Guarded() {}

    /** The time on the world's clock. */
    protected abstract Instant now();

    /** Runs the action under the lock and wakes those who {@link #await} a change. */
    public final synchronized <T> T get(Supplier<T> action) {
        try {
            return action.get();
        } finally {
            notifyAll();
        }
    }

    /** {@link #get} for an action without a result. */
    public final void run(Runnable action) {
        get(() -> {
            action.run();
            return true;
        });
    }

    /** {@link #get} for a control, which throws {@link IllegalArgumentException} for bad input. */
    public final <T> T control(Supplier<T> action) {
        try {
            return get(action);
        } catch (BadInput e) {
            throw new IllegalArgumentException(e.text(), e);
        }
    }

    /** Waits until the value meets the condition; an {@link AssertionError} with the value if it does not in time. */
    public final synchronized <T> T await(String what, Supplier<T> source, Predicate<T> condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            T now = source.get();
            if (condition.test(now)) {
                return now;
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("after " + atMost + " the " + what + " were still: " + now);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
        }
    }
}
