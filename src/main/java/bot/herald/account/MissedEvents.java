package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what events could not tell, because Herald or a connection was down: who moderates no longer must not manage a
 * channel for as long as their session lasts.
 *
 * <p>At start and every six hours, in the background, one person a second.
 */
public final class MissedEvents implements Component {
    private static final Logger log = LoggerFactory.getLogger(MissedEvents.class);
    static final Duration BETWEEN_ROUNDS = Duration.ofHours(6);

    private final SessionStore sessions;
    private final ManagedChannels managed;
    private final BooleanSupplier leads;
    private final Clock clock;
    private final Deque<TwitchUserId> waiting = new ArrayDeque<>();
    private Instant nextRound;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "herald-missed-events");
        thread.setDaemon(true);
        return thread;
    });

    /** @param leads whether this process asks, and not another */
    public MissedEvents(SessionStore sessions, ManagedChannels managed, BooleanSupplier leads, Clock clock) {
        this.leads = leads;
        this.sessions = sessions;
        this.managed = managed;
        this.clock = clock;
        this.nextRound = clock.instant();
    }

    @Override
    public String name() {
        return "missed-events";
    }

    @Override
    public void start() {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::tickSafely, 0, 1, TimeUnit.SECONDS);
    }

    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            // Without this the timer would stop for good; the next round asks again.
            log.warn("cannot learn who moderates where: {}", e.getClass().getSimpleName());
        }
    }

    /** On the timer's thread only. */
    void tick() {
        Instant now = clock.instant();
        if (!leads.getAsBoolean()) {
            nextRound = now;
            return;
        }
        if (!now.isBefore(nextRound)) {
            nextRound = now.plus(BETWEEN_ROUNDS);
            waiting.clear();
            waiting.addAll(sessions.people(now));
        }
        TwitchUserId next = waiting.poll();
        if (next != null) {
            managed.learn(next);
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
