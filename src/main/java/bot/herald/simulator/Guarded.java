package bot.herald.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A simulated world and the one lock over it: every request, timer and control runs while holding this object's monitor, by
 * {@link #get} or {@link #run}, so nothing in it locks by itself.
 */
public abstract class Guarded {
    protected Guarded() {}

    /** By the world's own clock. */
    protected abstract Instant now();

    /** Does it under the lock, and has whoever awaits something look again. */
    public final synchronized <T> T get(Supplier<T> action) {
        try {
            return action.get();
        } finally {
            notifyAll();
        }
    }

    /** {@link #get} for what has no answer. */
    public final void run(Runnable action) {
        get(() -> {
            action.run();
            return true;
        });
    }

    /** {@link #get} for a control: what was wrong with what it was given is an {@link IllegalArgumentException}. */
    public final <T> T control(Supplier<T> action) {
        try {
            return get(action);
        } catch (BadInput e) {
            throw new IllegalArgumentException(e.text(), e);
        }
    }

    /** Waits until what is so fulfils the condition; {@link AssertionError} with what is so if it does not in time. */
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
