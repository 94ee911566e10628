package bot.herald.twitch.eventsub;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes one step after another on its own thread; of those asked for the soonest counts. Safe for concurrent use. */
final class Steps {
    private final ScheduledExecutorService thread;
    /** Null until it is begun. */
    private @Nullable Runnable step;

    private @Nullable ScheduledFuture<?> next;
    private boolean closed;

    Steps(String threadName) {
        this.thread = Executors.newSingleThreadScheduledExecutor(SocketRuntime.named(threadName));
    }

    /** Takes such steps from now on, the first at once; what was asked for before is part of it. */
    synchronized void begin(Runnable how) {
        step = how;
        soon();
    }

    /** Has something else done on the same thread, again and again. */
    void every(Duration pause, Runnable task) {
        Future<?> unused =
                thread.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
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
