package bot.herald.feature.filter;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps something that would happen often from happening more than now and then, for each key apart. Safe for concurrent use.
 *
 * @param <K> a channel, or a person in one
 */
final class Throttle<K> {
    /** Above that the keys whose pause is over are forgotten. */
    private static final int MANY = 1_000;

    private final Duration pause;
    private final Map<K, Instant> last = new ConcurrentHashMap<>();

    Throttle(Duration pause) {
        this.pause = pause;
    }

    /** Whether the pause is over; if so, the next one begins. */
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
