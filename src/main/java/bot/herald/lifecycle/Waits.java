package bot.herald.lifecycle;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tasks that wait for their time on the {@link SpareThreads#timer}, and are dropped together when their owner stops.
 * Safe for concurrent use.
 */
public final class Waits implements AutoCloseable {
    private final Set<Future<?>> waiting = new HashSet<>();
    private final int most;
    private boolean closed;

    public Waits() {
        this(Integer.MAX_VALUE);
    }

    /** @param most how many tasks may wait */
    public Waits(int most) {
        this.most = most;
    }

    /**
     * Runs the task after {@code time}.
     *
     * @param task must return at once and hand longer work to another thread
     * @return false if it will not run, because too many wait or this is closed
     */
    public synchronized boolean after(Duration time, Runnable task) {
        waiting.removeIf(Future::isDone);
        if (closed || waiting.size() >= most) {
            return false;
        }
        waiting.add(SpareThreads.timer().schedule(task, time.toNanos(), TimeUnit.NANOSECONDS));
        return true;
    }

    /** Drops what still waits. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(one -> one.cancel(false));
        waiting.clear();
    }
}
