package bot.herald.auth;

import bot.herald.retry.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides when a provider's token endpoint may be called again after a temporary failure.
 *
 * <p>Each token has its own pauses, never shorter than the provider's {@code Retry-After}. After several failures in a
 * row the endpoint itself counts as down, and all tokens together make at most ten attempts a second, however many there
 * are; the first success ends the pauses of all. Safe for concurrent use.
 */
final class RefreshBackoff<K> {
    /** How many failures in a row mean that the endpoint is down. */
    private static final int FAILURES_WHEN_DOWN = 5;

    private static final Duration BETWEEN_ATTEMPTS_WHEN_DOWN = Duration.ofMillis(100);
    /** Longer than any pause a provider asks for: a clock set back must not turn a short pause into a long one. */
    private static final Duration IMPLAUSIBLE = Duration.ofMinutes(10);

    /** @param asked whether the provider asked for it */
    private record Pause(int failures, Instant until, boolean asked) {}

    private final Map<K, Pause> pauses = new HashMap<>();
    private final Clock clock;
    private int failuresInARow;
    private Instant nextAttempt = Instant.EPOCH;

    RefreshBackoff(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait; empty if an attempt is allowed now, which the caller then has to make. */
    synchronized Optional<Duration> acquire(K key) {
        Optional<Duration> wait = remaining(key);
        if (wait.isEmpty() && failuresInARow >= FAILURES_WHEN_DOWN) {
            nextAttempt = clock.instant().plus(BETWEEN_ATTEMPTS_WHEN_DOWN);
        }
        return wait;
    }

    /** How long to wait; empty if an attempt would be allowed now. */
    synchronized Optional<Duration> remaining(K key) {
        Pause own = pauses.get(key);
        Instant until = own == null ? Instant.EPOCH : own.until();
        if (failuresInARow >= FAILURES_WHEN_DOWN && nextAttempt.isAfter(until)) {
            until = nextAttempt;
        }
        Duration left = Duration.between(clock.instant(), until);
        return left.isNegative() || left.isZero() || left.compareTo(IMPLAUSIBLE) > 0
                ? Optional.empty()
                : Optional.of(left);
    }

    synchronized void failed(K key, Optional<Duration> asked) {
        Pause before = pauses.get(key);
        int failures = before == null ? 1 : before.failures() + 1;
        Instant until = clock.instant().plus(RetryPolicy.TOKEN.after(failures, asked));
        pauses.put(key, new Pause(failures, until, asked.isPresent()));
        failuresInARow++;
        if (asked.isPresent() && failuresInARow >= FAILURES_WHEN_DOWN) {
            // The failure is not about this token alone.
            nextAttempt = until;
        }
    }

    synchronized void succeeded(K key) {
        pauses.remove(key);
        if (failuresInARow >= FAILURES_WHEN_DOWN) {
            pauses.values().removeIf(pause -> !pause.asked());
        }
        failuresInARow = 0;
    }

    /** Forgets the token's failures: whatever caused them may be over. */
    synchronized void forget(K key) {
        pauses.remove(key);
    }
}
