package bot.herald.subscription;

import bot.herald.lifecycle.SpareThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides when the reconciler's passes run: one at a time, at most one more queued, and an alarm for the next. Guarded
 * by the reconciler's lock.
 */
final class PassThread {
    private final Clock clock;
    private final Runnable pass;
    private final Runnable alarmed;
    private final ScheduledExecutorService timer;
    private final boolean ours;
    private @Nullable ExecutorService thread;
    private @Nullable Future<?> alarm;
    private boolean queued;
    private boolean closed;

    /**
     * @param pass the work; calls {@link #begun} first
     * @param alarmed called when the time of {@link #wakeAt} has come, on the timer's thread: must return at once
     * @param thread null for one of its own while there are passes, from {@link #start} on
     */
    PassThread(Clock clock, Runnable pass, Runnable alarmed, @Nullable ScheduledExecutorService thread) {
        this.clock = clock;
        this.pass = pass;
        this.alarmed = alarmed;
        this.thread = thread;
        this.timer = thread == null ? SpareThreads.timer() : thread;
        this.ours = thread == null;
    }

    void start() {
        if (thread == null) {
            thread = SpareThreads.of("subscriptions", 1);
        }
    }

    /** Makes sure that another pass begins after this call. */
    void queue() {
        if (thread != null && !closed && !queued) {
            queued = true;
            thread.execute(pass);
        }
    }

    void begun() {
        queued = false;
    }

    /** Replaces the alarm that was set before. */
    void wakeAt(Instant instant) {
        if (alarm != null) {
            alarm.cancel(false);
        }
        if (thread != null && !closed) {
            long millis = Math.max(1, Duration.between(clock.instant(), instant).toMillis());
            alarm = timer.schedule(alarmed, millis, TimeUnit.MILLISECONDS);
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        if (thread != null && ours) {
            thread.shutdownNow();
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
