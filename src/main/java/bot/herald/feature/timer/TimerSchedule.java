package bot.herald.feature.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Decides when one timer is due; not safe for concurrent use.
 *
 * <p>The interval runs from the last message or the start of the stream, whichever is later; before the first message, from
 * when the timer was seen. Some jitter keeps timers that were made together from speaking at the same time.
 */
final class TimerSchedule {
    private static final Duration MOST_JITTER = Duration.ofSeconds(30);
    private static final int SHARE_OF_INTERVAL = 10;

    private final RandomGenerator random;
    private final Instant seenAt;
    private final Past last = new Past();
    private final Past live = new Past();
    private long linesAtLast;
    private TimerState state;
    private Instant base = Instant.MIN;
    private Duration interval = Duration.ZERO;
    private Duration jitter = Duration.ZERO;

    TimerSchedule(TimerState state, Instant seenAt, long lines, RandomGenerator random) {
        this.state = state;
        this.seenAt = seenAt;
        this.linesAtLast = lines;
        this.random = random;
    }

    TimerState state() {
        return state;
    }

    /** @return the earliest time at which the timer may speak */
    Instant due(ChatTimer timer, Instant liveSince, Instant now) {
        Instant earliest = last.of(state.hasSent() ? state.lastSentAt() : seenAt, now);
        Instant online = live.of(liveSince, now);
        Instant begin = earliest.isAfter(online) ? earliest : online;
        Duration wanted = Duration.ofMinutes(timer.intervalMinutes());
        if (!begin.equals(base) || !wanted.equals(interval)) {
            base = begin;
            interval = wanted;
            jitter = Duration.ofMillis(random.nextLong(mostJitter(wanted).toMillis() + 1));
        }
        return base.plus(interval).plus(jitter);
    }

    boolean hasEnoughLines(ChatTimer timer, long lines) {
        return lines >= linesWanted(timer);
    }

    long linesWanted(ChatTimer timer) {
        return linesAtLast + timer.minimumChatLines();
    }

    void sent(TimerState newState, long lines) {
        state = newState;
        linesAtLast = lines;
    }

    private static Duration mostJitter(Duration interval) {
        Duration share = interval.dividedBy(SHARE_OF_INTERVAL);
        return share.compareTo(MOST_JITTER) < 0 ? share : MOST_JITTER;
    }

    /** A moment in the past. If the host's clock was set back, so that it lies ahead, the time at which that was noticed. */
    private static final class Past {
        private Instant ahead = Instant.MIN;
        private Instant noticedAt = Instant.MIN;

        Instant of(Instant moment, Instant now) {
            if (!moment.isAfter(now)) {
                return moment;
            }
            if (!moment.equals(ahead) || noticedAt.isAfter(now)) {
                ahead = moment;
                noticedAt = now;
            }
            return noticedAt;
        }
    }
}
