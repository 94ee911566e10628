package bot.herald.auth;

import bot.herald.retry.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Says when Twitch's token endpoint may be asked again after it failed in passing.
 *
 * <p>Each token has pauses of its own, never shorter than Twitch's {@code Retry-After}. When several attempts in a row have
 * failed the endpoint is taken for ill, and all tokens together ask ten times a second at most, however many there are; the
 * first that gets through ends the pauses of all. Safe for concurrent use.
 */
final class RefreshPace<K> {
    private static final int ILL = 5;
    private static final Duration BETWEEN_ATTEMPTS_WHEN_ILL = Duration.ofMillis(100);
    /** Longer than any pause that Twitch asks for: a clock set back must not turn a short one into a long one. */
    private static final Duration IMPLAUSIBLE = Duration.ofMinutes(10);

    /** @param asked whether Twitch named it */
    private record Pause(int failures, Instant until, boolean asked) {}

    private final Map<K, Pause> pauses = new HashMap<>();
    private final Clock clock;
    private int failuresInARow;
    private Instant nextAttempt = Instant.EPOCH;

    RefreshPace(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait still; empty when an attempt is allowed now, which is then to be made. */
    synchronized Optional<Duration> enter(K key) {
        Optional<Duration> wait = remaining(key);
        if (wait.isEmpty() && failuresInARow >= ILL) {
            nextAttempt = clock.instant().plus(BETWEEN_ATTEMPTS_WHEN_ILL);
        }
        return wait;
    }

    /** How long to wait still; empty when an attempt would be allowed now. */
    synchronized Optional<Duration> remaining(K key) {
        Pause own = pauses.get(key);
        Instant until = own == null ? Instant.EPOCH : own.until();
        if (failuresInARow >= ILL && nextAttempt.isAfter(until)) {
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
        if (asked.isPresent() && failuresInARow >= ILL) {
            // Not this token alone is meant.
            nextAttempt = until;
        }
    }

    synchronized void succeeded(K key) {
        pauses.remove(key);
        if (failuresInARow >= ILL) {
            pauses.values().removeIf(pause -> !pause.asked());
        }
        failuresInARow = 0;
    }

    /** Whatever kept this token from being refreshed is no longer known to be true. */
    synchronized void forget(K key) {
        pauses.remove(key);
    }
}
