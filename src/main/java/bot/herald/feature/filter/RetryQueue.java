package bot.herald.feature.filter;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.lifecycle.Waits;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retries what Twitch could not do a moment ago, without delaying events. What still waits when the process ends is dropped.
 * Safe for concurrent use.
 */
public final class RetryQueue implements Component, ChatFilters.Later {
    private static final Logger log = LoggerFactory.getLogger(RetryQueue.class);
    private static final int AT_ONCE = 2;
    /** With more than this, Twitch has been down for a while, and new messages matter more. */
    private static final int MOST_WAITING = 500;

    private final ExecutorService workers = SpareThreads.of("filter-again", AT_ONCE);
    private final Waits waits = new Waits(MOST_WAITING);

    @Override
    public String name() {
        return "filter-again";
    }

    @Override
    public void start() {}

    @Override
    public boolean after(Duration time, Runnable task) {
        return waits.after(time, () -> hand(task));
    }

    private void hand(Runnable task) {
        try {
            workers.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            log.debug("stopping, so nothing is tried again");
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("a chat filter's retry failed inside Herald", e);
        }
    }

    @Override
    public Health check() {
        return workers.isShutdown() ? Health.STOPPED : Health.UP;
    }

    @Override
    public void close() {
        waits.close();
        workers.shutdownNow();
    }
}
