package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.WhileLeading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what events could not tell, because Herald or a connection was down: who moderates no longer must not manage a
 * channel for as long as their session lasts.
 *
 * <p>At start and every six hours, in the background, one person a second.
 */
public final class MissedEvents {
    private static final Logger log = LoggerFactory.getLogger(MissedEvents.class);
    private static final Duration BETWEEN_PEOPLE = Duration.ofSeconds(1);
    static final Duration BETWEEN_ROUNDS = Duration.ofHours(6);
    /** Rights end by themselves; this writes down that they did. */
    static final Duration BETWEEN_ENDS = Duration.ofMinutes(10);

    private final SessionStore sessions;
    private final ManagedChannels managed;
    private final WhileLeading leading;
    private final Clock clock;
    private final Deque<TwitchUserId> waiting = new ArrayDeque<>();
    private Instant nextRound;
    private Instant nextEnd;

    /** @param leading whether this process asks, and not another */
    public MissedEvents(SessionStore sessions, ManagedChannels managed, WhileLeading leading, Clock clock) {
        this.leading = leading;
        this.sessions = sessions;
        this.managed = managed;
        this.clock = clock;
        this.nextRound = clock.instant();
        this.nextEnd = nextRound.plus(BETWEEN_ENDS);
    }

    public Recurring recurring() {
        return new Recurring(
                "missed-events",
                Duration.ZERO,
                BETWEEN_PEOPLE,
                this::tick,
                fault -> log.warn(
                        "cannot learn who moderates where: {}", fault.getClass().getSimpleName()));
    }

    /** On one thread only. */
    void tick() {
        Instant now = clock.instant();
        if (!leading.run(() -> ask(now))) {
            nextRound = now;
        }
    }

    private void ask(Instant now) {
        if (!now.isBefore(nextRound)) {
            nextRound = now.plus(BETWEEN_ROUNDS);
            waiting.clear();
            waiting.addAll(sessions.people(now));
        }
        if (!now.isBefore(nextEnd)) {
            nextEnd = now.plus(BETWEEN_ENDS);
            managed.endUnconfirmed();
        }
        TwitchUserId next = waiting.poll();
        if (next != null) {
            managed.learn(next);
        }
    }
}
