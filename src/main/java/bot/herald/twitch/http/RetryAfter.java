package bot.herald.twitch.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads how long Twitch wants us to wait: {@code Retry-After} in seconds, or {@code Ratelimit-Reset} as Unix time. */
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private RetryAfter() {}

    public static Optional<Duration> of(HttpHeaders headers, Clock clock) {
        OptionalLong seconds = number(headers, "Retry-After");
        if (seconds.isPresent()) {
            return Optional.of(bounded(Duration.ofSeconds(seconds.getAsLong())));
        }
        // Only an empty bucket refills at the reset; a 429 with points left is an endpoint's own limit.
        if (number(headers, "Ratelimit-Remaining").orElse(0) > 0) {
            return Optional.empty();
        }
        OptionalLong reset = number(headers, "Ratelimit-Reset");
        return reset.isPresent()
                ? Optional.of(bounded(Duration.between(clock.instant(), Instant.ofEpochSecond(reset.getAsLong()))))
                : Optional.empty();
    }

    /** Whether the points of whoever asks are used up, so that every other call would be refused as well. */
    public static boolean isBucketEmpty(HttpHeaders headers) {
        return number(headers, "Ratelimit-Remaining").orElse(1) <= 0;
    }

    static OptionalLong number(HttpHeaders headers, String name) {
        return headers.firstValue(name).filter(value -> value.matches("[0-9]{1,12}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
