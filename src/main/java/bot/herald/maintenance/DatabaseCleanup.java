package bot.herald.maintenance;

import bot.herald.auth.AuthorizationFlow;
import bot.herald.lifecycle.Recurring;
import bot.herald.storage.JdbiActivityStore;
import bot.herald.storage.JdbiCounterStore;
import bot.herald.storage.JdbiHandledEvents;
import bot.herald.storage.JdbiShoutoutTurns;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes expired rows once a minute, in every instance; rows that another one has deleted are simply gone. */
public final class DatabaseCleanup {
    private static final Logger log = LoggerFactory.getLogger(DatabaseCleanup.class);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
    /** Twitch repeats a delivery within ten minutes. */
    private static final Duration AGE_OF_EVENTS = Duration.ofMinutes(15);
    /** The most that is deleted in a minute; the rest waits for the next one. */
    private static final int MOST_SWEEPS = 100;

    private final JdbiHandledEvents handled;
    private final JdbiShoutoutTurns shoutouts;
    private final JdbiCounterStore counters;
    private final JdbiActivityStore activity;
    private final AuthorizationFlow authorizations;
    private final Clock clock;

    public DatabaseCleanup(
            JdbiHandledEvents handled,
            JdbiShoutoutTurns shoutouts,
            JdbiCounterStore counters,
            JdbiActivityStore activity,
            AuthorizationFlow authorizations,
            Clock clock) {
        this.counters = counters;
        this.activity = activity;
        this.clock = clock;
        this.authorizations = authorizations;
        this.handled = handled;
        this.shoutouts = shoutouts;
    }

    public Recurring recurring() {
        return new Recurring(
                "upkeep",
                BETWEEN_SWEEPS,
                BETWEEN_SWEEPS,
                this::sweep,
                fault -> log.warn(
                        "periodic cleanup failed, retrying: {}",
                        fault.getClass().getSimpleName()));
    }

    private void sweep() {
        for (int i = 0; i < MOST_SWEEPS && handled.sweep(AGE_OF_EVENTS) > 0; i++) {
            log.debug("handled events are swept");
        }
        shoutouts.sweep();
        counters.sweep(clock.instant());
        activity.sweep(clock.instant());
        authorizations.endUnconfirmed();
    }
}
