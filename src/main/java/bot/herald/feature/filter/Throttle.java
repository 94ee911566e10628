package bot.herald.feature.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets something happen once per pause, separately for each key. Safe for concurrent use.
 *
 * @param <K> a channel, or a person in one
 */
final class Throttle<K> {
    /** Above this, keys whose pause is over are removed. */
    private static final int MANY = 1_000;

    private final Duration pause;
    private final Map<K, Instant> last = new ConcurrentHashMap<>();

    Throttle(Duration pause) {
        this.pause = pause;
    }

    /** Whether the pause is over; if so, starts the next one. */
    boolean isDue(K key, Instant now) {
        if (last.size() > MANY) {
            last.values().removeIf(before -> !now.isBefore(before.plus(pause)));
        }
        boolean[] due = {false};
        last.compute(key, (same, before) -> {
            due[0] = before == null || !now.isBefore(before.plus(pause));
            return due[0] ? now : before;
        });
        return due[0];
    }
}
