package bot.herald.app;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.storage.Database;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices within a second what another process wrote to the database: a command of {@code herald} beside the running bot, or
 * another instance.
 */
final class OtherProcesses implements Component {
    private static final Logger log = LoggerFactory.getLogger(OtherProcesses.class);

    private final Database database;
    private final Runnable changed;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "herald-other-processes"));

    /** @param changed takes over what is new; may block, and is repeated if it throws */
    OtherProcesses(Database database, Runnable changed) {
        this.database = database;
        this.changed = changed;
    }

    private boolean pending;

    @Override
    public String name() {
        return "other-processes";
    }

    @Override
    public void start() {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            pending |= database.changedByOthers();
            if (pending) {
                changed.run();
                pending = false;
            }
        } catch (RuntimeException e) {
            // Without this the timer would stop for good; what was missed is looked at again half a second later.
            log.warn(
                    "cannot take over changes of other processes: {}",
                    e.getClass().getSimpleName());
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
