package bot.herald.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Allows so many uses in any stretch of time of the given length.
 *
 * <p>Stricter than a refilling bucket, which lets nearly twice as many through around a refill; Twitch does not say how it
 * counts, and going over silences the bot. Not safe for concurrent use.
 */
final class SlidingWindow {
    private final int limit;
    private final Duration length;
    private final Clock clock;
    private final Deque<Instant> uses = new ArrayDeque<>();

    SlidingWindow(int limit, Duration length, Clock clock) {
        this.limit = limit;
        this.length = length;
        this.clock = clock;
    }

    /** How long until one more use is allowed; zero when it is now. */
    Duration untilFree() {
        Instant now = clock.instant();
        while (!uses.isEmpty() && !now.isBefore(uses.peekFirst().plus(length))) {
            uses.removeFirst();
        }
        if (uses.size() < limit) {
            return Duration.ZERO;
        }
        Duration wait = Duration.between(now, uses.peekFirst().plus(length));
        // After the host's clock was set back, waiting for the old times could take hours.
        return wait.compareTo(length) > 0 ? length : wait;
    }

    void use() {
        uses.addLast(clock.instant());
        if (uses.size() > limit) {
            uses.removeFirst();
        }
    }
}
