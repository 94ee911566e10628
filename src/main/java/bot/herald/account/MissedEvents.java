package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catches up on events that were missed while Herald or a connection was down, so that somebody who is no longer a
 * moderator does not keep managing the channel until their session ends.
 *
 * <p>At start and every six hours, in the background, one person a second.
 */
public final class MissedEvents {
    private static final Logger log = LoggerFactory.getLogger(MissedEvents.class);
    private static final Duration BETWEEN_PEOPLE = Duration.ofSeconds(1);
    static final Duration BETWEEN_ROUNDS = Duration.ofHours(6);
    /** Rights end by themselves; this logs that they did. */
    static final Duration BETWEEN_ENDS = Duration.ofMinutes(10);

    private final SessionStore sessions;
    private final ManagedChannels managed;
    private final WhileLeading leading;
    private final Clock clock;
    private final ForwardClock waits;
    private final Deque<TwitchUserId> waiting = new ArrayDeque<>();
    private final Map<TwitchUserId, Newcomer> newcomers = new ConcurrentHashMap<>();
    private Instant nextRound;
    private Instant nextEnd;

    /** @param leading whether this process, and no other, asks */
    public MissedEvents(SessionStore sessions, ManagedChannels managed, WhileLeading leading, Clock clock) {
        this.leading = leading;
        this.sessions = sessions;
        this.managed = managed;
        this.clock = clock;
        this.waits = new ForwardClock(clock);
        this.nextRound = waits.instant();
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

    /** Asks about somebody who has just logged in, once events are wanted that keep the answer true; does not block. */
    public void lookSoon(TwitchUserId person) {
        newcomers.put(person, new Newcomer(0, waits.instant()));
    }

    private record Newcomer(int failures, Instant next) {}

    private void askAboutNewcomer(Instant now) {
        Optional<Map.Entry<TwitchUserId, Newcomer>> due = newcomers.entrySet().stream()
                .filter(one -> !one.getValue().next().isAfter(now))
                .findFirst();
        if (due.isEmpty()) {
            return;
        }
        TwitchUserId person = due.get().getKey();
        Newcomer asked = due.get().getValue();
        if (managed.learn(person)) {
            newcomers.remove(person, asked);
        } else {
            int failures = asked.failures() + 1;
            Instant next = now.plus(RetryPolicy.PASSING.after(failures, Optional.empty()));
            newcomers.replace(person, asked, new Newcomer(failures, next));
        }
    }

    /** On one thread only. */
    void tick() {
        Instant now = waits.instant();
        askAboutNewcomer(now);
        if (!leading.run(() -> ask(now))) {
            nextRound = now;
        }
    }

    private void ask(Instant now) {
        if (!now.isBefore(nextRound)) {
            nextRound = now.plus(BETWEEN_ROUNDS);
            waiting.clear();
            waiting.addAll(sessions.people(clock.instant()));
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
