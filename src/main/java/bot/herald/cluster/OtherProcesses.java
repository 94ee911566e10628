package bot.herald.cluster;

import bot.herald.lifecycle.Recurring;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices within a second what another process wrote to the database: a command of {@code herald} beside the running bot, or
 * another instance.
 */
public final class OtherProcesses {
    private static final Logger log = LoggerFactory.getLogger(OtherProcesses.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final BooleanSupplier changedByOthers;
    private final Runnable changed;
    private boolean pending;

    /**
     * @param changedByOthers whether another process wrote since it was asked last
     * @param changed takes over what is new; may block, and is repeated if it throws
     */
    public OtherProcesses(BooleanSupplier changedByOthers, Runnable changed) {
        this.changedByOthers = changedByOthers;
        this.changed = changed;
    }

    public Recurring recurring() {
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
        pending |= changedByOthers.getAsBoolean();
        if (pending) {
            changed.run();
            pending = false;
        }
    }
}
