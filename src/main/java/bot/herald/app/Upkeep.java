package bot.herald.app;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.storage.JdbiHandledEvents;
import bot.herald.storage.JdbiShoutoutTurns;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps out once a minute what has lost its use. Every instance does; what one has swept the others do not find. */
final class Upkeep implements Component {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    /** Twitch repeats a delivery within ten minutes. */
    private static final Duration AGE_OF_EVENTS = Duration.ofMinutes(15);
    /** A minute's work; what is more waits for the next. */
    private static final int MOST_SWEEPS = 100;

    private final JdbiHandledEvents handled;
    private final JdbiShoutoutTurns shoutouts;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "herald-upkeep"));

    Upkeep(JdbiHandledEvents handled, JdbiShoutoutTurns shoutouts) {
        this.handled = handled;
        this.shoutouts = shoutouts;
    }

    @Override
    public String name() {
        return "upkeep";
    }

    @Override
    public void start() {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    private void sweep() {
        try {
            for (int i = 0; i < MOST_SWEEPS && handled.sweep(AGE_OF_EVENTS) > 0; i++) {
                log.debug("handled events are swept");
            }
            shoutouts.sweep();
        } catch (RuntimeException e) {
            // Without this the timer would stop for good; what is left is swept in a minute.
            log.warn("cannot sweep out what has lost its use: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public Health check() {
        return timer.isShutdown() ? Health.down("stopped") : Health.UP;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
