package bot.herald.feature.timer;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets {@link TimerRunner} tick, on a thread of its own. */
public final class TimerTicks implements Component {
    private static final Logger log = LoggerFactory.getLogger(TimerTicks.class);

    private final TimerRunner runner;
    private final Duration every;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "herald-timers"));

    /** @param every the pause between two ticks */
    public TimerTicks(TimerRunner runner, Duration every) {
        this.runner = runner;
        this.every = every;
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public void start() {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            runner.tick();
        } catch (RuntimeException e) {
            // A scheduled task that throws is never run again.
            log.error("timers failed, they go on with the next tick", e);
        }
    }

    @Override
    public Health check() {
        return thread.isShutdown() ? Health.down("stopped") : Health.UP;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
