package bot.herald.twitch.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads how long Twitch wants us to wait: {@code Retry-After} in seconds, or {@code Ratelimit-Reset} as Unix time,
 * counted from the {@code Date} of the same answer, since our clock may differ from Twitch's.
 */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers) {
        OptionalLong seconds = number(headers, "Retry-After");
        if (seconds.isPresent()) {
            return Optional.of(bounded(Duration.ofSeconds(seconds.getAsLong())));
        }
        // Only an empty bucket refills at the reset; a 429 with points left is an endpoint's own limit.
        return number(headers, "Ratelimit-Remaining").orElse(0) > 0 ? Optional.empty() : untilReset(headers);
    }

    static Optional<Duration> untilReset(HttpHeaders headers) {
        OptionalLong reset = number(headers, "Ratelimit-Reset");
        return reset.isPresent()
                ? date(headers).map(now -> bounded(Duration.between(now, Instant.ofEpochSecond(reset.getAsLong()))))
                : Optional.empty();
    }

    static boolean isBucketEmpty(HttpHeaders headers) {
        return number(headers, "Ratelimit-Remaining").orElse(1) <= 0;
    }

    /** When the answer was created; empty if it does not say so readably. */
    static Optional<Instant> date(HttpHeaders headers) {
        try {
            return headers.firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
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
