package bot.herald.chat;

import bot.herald.retry.ForwardClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Counts uses within a sliding window of time.
 *
 * <p>Stricter than a refilling bucket, which lets nearly twice as many through around a refill; Twitch does not say how
 * it counts, and exceeding the limit silences the bot. A use counts from its beginning until a whole window after its
 * end, because Twitch counted it somewhere in between. Not safe for concurrent use.
 */
final class SlidingWindow {
    private final Duration length;
    private final ForwardClock clock;
    private final Deque<Instant> ended = new ArrayDeque<>();
    private int underWay;

    SlidingWindow(Duration length, ForwardClock clock) {
        this.length = length;
        this.clock = clock;
    }

    /** How long until one more use is allowed; zero if it is allowed now. It may take longer while uses are under way. */
    Duration untilFree(int limit) {
        Instant now = clock.instant();
        forget(now);
        int tooMany = underWay + ended.size() - limit + 1;
        if (tooMany <= 0) {
            return Duration.ZERO;
        }
        if (tooMany > ended.size()) {
            return length;
        }
        Iterator<Instant> oldest = ended.iterator();
        Instant last = oldest.next();
        for (int i = 1; i < tooMany; i++) {
            last = oldest.next();
        }
        return Duration.between(now, last.plus(length));
    }

    /** How long until the last use is that long ago, at most a whole window. It may take longer while uses are under way. */
    Duration untilQuietFor(Duration time) {
        Instant now = clock.instant();
        forget(now);
        if (underWay > 0) {
            return time;
        }
        Instant last = ended.peekLast();
        Instant free = last == null ? now : last.plus(time);
        return free.isAfter(now) ? Duration.between(now, free) : Duration.ZERO;
    }

    void begin() {
        underWay++;
    }

    void end() {
        underWay--;
        ended.addLast(clock.instant());
    }

    /** The use did not happen. */
    void cancel() {
        underWay--;
    }

    private void forget(Instant now) {
        while (!ended.isEmpty() && !now.isBefore(ended.peekFirst().plus(length))) {
            ended.removeFirst();
        }
    }
}
