package bot.herald.feature.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often something happened to somebody lately. In memory: after a restart everybody begins anew, which errs on the side of
 * whoever writes. Safe for concurrent use.
 */
final class Strikes<K> {
    /** Above that those who have been good for a while are forgotten. */
    private static final int MANY = 1_000;
    /** Of one; more make no difference. */
    private static final int MOST = 50;

    private final Map<K, Deque<Instant>> times = new HashMap<>();

    /** @return how often within the window, this time included */
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
