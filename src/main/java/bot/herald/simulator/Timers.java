package bot.herald.simulator;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Timers in real time, whose actions run under a world's lock. */
public final class Timers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Timers.class);

    /** A scheduled action. Guarded by the world. */
    public static final class Task {
        private boolean cancelled;
        private @Nullable Future<?> scheduled;

        void cancel() {
            cancelled = true;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }
    }

    private final Guarded world;
    private final ScheduledExecutorService executor;

    /** @param name of the thread */
    public Timers(Guarded world, String name) {
        this.world = world;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public Task after(long millis, Runnable action) {
        Task task = new Task();
        try {
            task.scheduled = executor.schedule(() -> world.run(() -> run(task, action)), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("timer dropped: the simulator is closing");
        }
        return task;
    }

    private static void run(Task task, Runnable action) {
        if (task.cancelled) {
            return;
        }
        try {
            action.run();
        } catch (RuntimeException e) {
            log.error("a timer of the simulator failed; please report this", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
