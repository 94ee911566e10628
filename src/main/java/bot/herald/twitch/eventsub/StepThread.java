package bot.herald.twitch.eventsub;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a step on a thread of its own whenever one is requested; of several requests, the earliest counts. Safe for
 * concurrent use.
 */
final class StepThread {
    private static final Logger LOG = LoggerFactory.getLogger(StepThread.class);
    /**
     * A thread of its own: a step waits for Twitch and the database, and shards must be served however busy everything
     * else is.
     */
    private final ScheduledExecutorService thread;
    /** Null until {@link #begin}. */
    private @Nullable Runnable step;

    private @Nullable ScheduledFuture<?> next;
    private boolean closed;

    StepThread(String threadName) {
        this.thread = Executors.newSingleThreadScheduledExecutor(SocketRuntime.named(threadName));
    }

    /** Runs this step from now on, for the first time at once, which also serves all earlier requests. */
    synchronized void begin(Runnable how) {
        step = how;
        soon();
    }

    /** Also runs something else on the same thread, periodically. */
    void every(Duration pause, Runnable task) {
        Runnable safe = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                // Otherwise it would never run again.
                LOG.error("a periodic check failed, trying again in {} s", pause.toSeconds(), e);
            }
        };
        Future<?> unused =
                thread.scheduleWithFixedDelay(safe, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void soon() {
        in(Duration.ZERO);
    }

    synchronized void in(Duration pause) {
        Runnable how = step;
        if (closed || how == null) {
            return;
        }
        if (next != null && next.getDelay(TimeUnit.MILLISECONDS) > pause.toMillis()) {
            next.cancel(false);
            next = null;
        }
        if (next == null) {
            next = thread.schedule(() -> take(how), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void take(Runnable how) {
        synchronized (this) {
            next = null;
        }
        how.run();
    }

    synchronized void close() {
        closed = true;
        thread.shutdownNow();
    }
}
