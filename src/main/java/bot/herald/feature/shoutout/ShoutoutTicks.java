package bot.herald.feature.shoutout;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets {@link ShoutoutQueue} tick, and lends it the threads that ask Twitch. */
public final class ShoutoutTicks implements Component {
    private static final Logger log = LoggerFactory.getLogger(ShoutoutTicks.class);
    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 1_000;

    private final Duration every;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "herald-shoutout-timer"));
    private final ExecutorService workers = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            task -> new Thread(task, "herald-shoutouts"));
    private final ShoutoutQueue queue;

    /** @param every the pause between two ticks */
    public ShoutoutTicks(ShoutoutServices services, Duration every) {
        this.every = every;
        this.queue = new ShoutoutQueue(services, workers);
    }

    public ShoutoutQueue queue() {
        return queue;
    }

    @Override
    public String name() {
        return "shoutouts";
    }

    @Override
    public void start() {
        ScheduledFuture<?> unused =
                clockwork.scheduleWithFixedDelay(this::tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            queue.tick();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            log.error("shoutouts failed, they go on with the next tick", e);
        }
    }

    @Override
    public Health check() {
        return clockwork.isShutdown() ? Health.down("stopped") : Health.UP;
    }

    /** What waits is dropped: after a restart its moment has passed. */
    @Override
    public void close() {
        clockwork.shutdownNow();
        workers.shutdownNow();
    }
}
