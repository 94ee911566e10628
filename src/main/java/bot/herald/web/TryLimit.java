package bot.herald.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/** Limits the tries within a period. Safe for concurrent use. */
final class TryLimit {
    private final int most;
    private final Duration within;
    private final Clock clock;
    private final Deque<Instant> tries = new ArrayDeque<>();

    TryLimit(int most, Duration within, Clock clock) {
        this.most = most;
        this.within = within;
        this.clock = clock;
    }

    /** Whether one more is allowed now; counts nothing. */
    synchronized boolean isOpen() {
        Instant now = clock.instant();
        if (!tries.isEmpty() && tries.getLast().isAfter(now)) {
            // The host's clock was set back: waiting for the old times could take hours.
            int made = tries.size();
            tries.clear();
            tries.addAll(Collections.nCopies(made, now));
        }
        Instant since = now.minus(within);
        while (!tries.isEmpty() && !tries.getFirst().isAfter(since)) {
            tries.removeFirst();
        }
        return tries.size() < most;
    }

    synchronized void count() {
        tries.addLast(clock.instant());
    }

    /** Counts one more, if it is allowed. */
    synchronized boolean take() {
        boolean open = isOpen();
        if (open) {
            count();
        }
        return open;
    }

    /** Takes back one try, the latest. */
    synchronized void giveBack() {
        tries.pollLast();
    }
}
