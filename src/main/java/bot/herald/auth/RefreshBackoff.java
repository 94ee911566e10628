package bot.herald.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Says when a refresh that failed in passing may be tried again: after 1 s, doubling to 5 minutes, with jitter, and never
 * before Twitch's own {@code Retry-After}. Safe for concurrent use.
 */
final class RefreshBackoff<K> {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private record Pause(int failures, Instant until) {}

    private final Map<K, Pause> pauses = new ConcurrentHashMap<>();
    private final Clock clock;

    RefreshBackoff(Clock clock) {
        this.clock = clock;
    }

    void failed(K key, Optional<Duration> atLeast) {
        pauses.compute(key, (k, before) -> {
            int failures = before == null ? 1 : before.failures() + 1;
            Duration pause = jittered(FIRST.multipliedBy(1L << Math.min(failures - 1, 9)));
            Duration asked = atLeast.orElse(Duration.ZERO);
            return new Pause(failures, clock.instant().plus(asked.compareTo(pause) > 0 ? asked : pause));
        });
    }

    void succeeded(K key) {
        pauses.remove(key);
    }

    /** How long to wait still; empty when a try is allowed now. */
    Optional<Duration> remaining(K key) {
        Pause pause = pauses.get(key);
        Instant now = clock.instant();
        if (pause == null || !now.isBefore(pause.until())) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, pause.until());
        // A clock set back must not turn a short pause into a long one.
        return left.compareTo(LONGEST.multipliedBy(2)) > 0 ? Optional.empty() : Optional.of(left);
    }

    private static Duration jittered(Duration pause) {
        Duration capped = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return Duration.ofMillis(
                (long) (capped.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }
}
