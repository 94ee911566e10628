package bot.herald.simulator;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real-time timers whose actions run under the lock of {@link World}. */
final class Timers {
    private static final Logger log = LoggerFactory.getLogger(Timers.class);

    /** An action to come. */
    static final class Task {
        private boolean cancelled;
        private @Nullable Future<?> scheduled;

        void cancel() {
            cancelled = true;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
        }
    }

    private final World world;
    private final ScheduledExecutorService executor;

    Timers(World world, ScheduledExecutorService executor) {
        this.world = world;
        this.executor = executor;
    }

    Task after(long millis, Runnable action) {
        Task task = new Task();
        try {
            task.scheduled = executor.schedule(() -> world.run(() -> run(task, action)), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("timer dropped: the simulator is being closed");
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
            log.error("a timer of the simulated Twitch failed, please report this", e);
        }
    }
}
