package bot.herald.auth;

import bot.herald.retry.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * When each token is validated next: within every hour, as Twitch demands, at once if it is in doubt, and after a pause
 * if nobody answered. Safe for concurrent use.
 *
 * <p>Goes by elapsed time and not by the clock: an hour stays an hour when the clock is set.
 *
 * @param <K> identifies a token
 */
final class ValidationSchedule<K> {
    private static final Duration HOUR = Duration.ofHours(1);
    /** Keeps tokens that are validated together from staying together. */
    private static final Duration MOST_EARLY = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private final Map<K, Long> hourly = new ConcurrentHashMap<>();
    private final Map<K, Long> doubted = new ConcurrentHashMap<>();
    /** How many validations in a row nobody answered. */
    private final Map<K, Integer> unanswered = new ConcurrentHashMap<>();

    /** Why a token is validated. */
    enum Reason {
        HOURLY,
        DOUBT
    }

    ValidationSchedule(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Makes the token due, because something suggests that it was revoked. */
    void doubt(K token) {
        doubted.put(token, nanoTime.getAsLong());
    }

    /** Passes on, once, each token in doubt that is due and {@code may} be validated now. */
    void takeDoubted(Predicate<K> may, Consumer<K> validate) {
        long now = nanoTime.getAsLong();
        doubted.forEach((token, due) -> {
            if (now - due >= 0 && may.test(token) && doubted.remove(token, due)) {
                validate.accept(token);
            }
        });
    }

    /** Whether any token is validated hourly here; if not, another process may have validated all of them. */
    boolean isHourly() {
        return !hourly.isEmpty();
    }

    boolean isHourly(K token) {
        return hourly.containsKey(token);
    }

    /** Makes the token due now, or within the hour if it was {@code validated} just now. */
    void add(K token, boolean validated) {
        long now = nanoTime.getAsLong();
        hourly.put(token, validated ? withinAnHourOf(now) : now);
    }

    /**
     * Whether the hourly validation is due; if so, the next one is within the hour.
     *
     * @param spread over which tokens that were never validated here become due
     */
    boolean takeDue(K token, Duration spread) {
        long now = nanoTime.getAsLong();
        long due = hourly.computeIfAbsent(token, k -> now + random(spread).toNanos());
        return now - due >= 0 && hourly.replace(token, due, withinAnHourOf(now));
    }

    /** Leaves the hourly validations to another process. */
    void endHourly() {
        hourly.clear();
    }

    /** Whether the last validation was not answered. */
    boolean isUnanswered(K token) {
        return unanswered.containsKey(token);
    }

    void answered(K token) {
        unanswered.remove(token);
    }

    /**
     * Makes the token due again soon: after another hour it may have been dead for two.
     *
     * @param asked how long Twitch asked us to wait
     */
    void unanswered(K token, Reason reason, Optional<Duration> asked) {
        int inARow = unanswered.merge(token, 1, Integer::sum);
        long due =
                nanoTime.getAsLong() + RetryPolicy.PASSING.after(inARow, asked).toNanos();
        (reason == Reason.DOUBT ? doubted : hourly).put(token, due);
    }

    void removeIf(Predicate<K> gone) {
        hourly.keySet().removeIf(gone);
        unanswered.keySet().removeIf(gone);
    }

    private static long withinAnHourOf(long now) {
        return now + HOUR.minus(random(MOST_EARLY)).toNanos();
    }

    private static Duration random(Duration most) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most.toMillis() + 1));
    }
}
