package bot.herald.feature.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts how often something happened to somebody recently. In memory only: after a restart everybody starts afresh. Safe for
 * concurrent use.
 */
final class Strikes<K> {
    /** Above this, expired entries are removed. */
    private static final int MANY = 1_000;
    /** The most counted for one person; more would make no difference. */
    private static final int MOST = 50;

    private final Map<K, Deque<Instant>> times = new HashMap<>();

    /** @return how often within the window, including this time */
    synchronized int add(K who, Instant now, Duration window) {
        Instant begin = now.minus(window);
        if (times.size() > MANY) {
            times.values().removeIf(all -> all.isEmpty() || !all.getLast().isAfter(begin));
        }
        Deque<Instant> all = times.computeIfAbsent(who, one -> new ArrayDeque<>());
        while (!all.isEmpty() && (all.size() >= MOST || !all.getFirst().isAfter(begin))) {
            all.removeFirst();
        }
        all.addLast(now);
        return all.size();
    }
}
