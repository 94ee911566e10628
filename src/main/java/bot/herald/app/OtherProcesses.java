package bot.herald.app;

import bot.herald.lifecycle.Recurring;
import bot.herald.storage.Database;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices within a second what another process wrote to the database: a command of {@code herald} beside the running bot, or
 * another instance.
 */
final class OtherProcesses {
    private static final Logger log = LoggerFactory.getLogger(OtherProcesses.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Database database;
    private final Runnable changed;
    private boolean pending;

    /** @param changed takes over what is new; may block, and is repeated if it throws */
    OtherProcesses(Database database, Runnable changed) {
        this.database = database;
        this.changed = changed;
    }

    Recurring recurring() {
        return new Recurring(
                "other-processes",
                Duration.ZERO,
                BETWEEN_LOOKS,
                this::look,
                fault -> log.warn(
                        "cannot take over changes of other processes: {}",
                        fault.getClass().getSimpleName()));
    }

    /** What {@code changed} could not take over is still pending at the next look. */
    private void look() {
        pending |= database.changedByOthers();
        if (pending) {
            changed.run();
            pending = false;
        }
    }
}
