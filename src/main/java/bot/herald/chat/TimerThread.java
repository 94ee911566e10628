package bot.herald.chat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** {@link Later} by the machine's time. */
final class TimerThread implements Later {
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "herald-chat-timer"));

    @Override
    public void after(Duration time, Runnable task) {
        try {
            ScheduledFuture<?> unused = timer.schedule(task, time.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            if (!timer.isShutdown()) {
                throw e;
            }
            // Closed meanwhile: nothing is sent any more.
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
