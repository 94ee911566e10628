package bot.herald.retry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after each consecutive failure before the next attempt. There is one policy per kind of failure,
 * named here and nowhere else.
 *
 * <p>Nothing is ever given up for good: the last pause repeats. Each pause is shortened at random by up to a quarter,
 * so that many that failed together do not come back together. If the server asks for longer ({@code Retry-After},
 * {@code Ratelimit-Reset}), that wins. Immutable.
 */
public enum RetryPolicy {
    /**
     * Passes by itself, usually at once: 5xx, 429, 401 for a good token, a reset, a page of HTML, no answer in time. At
     * most ten seconds, because a chat is deaf or mute meanwhile.
     */
    PASSING(millis(400), millis(1000), seconds(2), seconds(4), seconds(8), seconds(10)),

    /** Passes by itself unless we are wrong: 400, 404, "number of websocket transports" after a crash. */
    REJECTED(millis(500), seconds(1), seconds(2), seconds(4), seconds(8), seconds(15), seconds(30), seconds(60)),

    /** Twitch understood and refused (403). A role, a scope or a grant may change without an event to tell us. */
    FORBIDDEN(seconds(5), seconds(30), seconds(120), seconds(300)),

    /** The bot is banned or timed out in a chat, and no event says when that ends. */
    BANNED(seconds(5), seconds(30), seconds(60)),

    /**
     * A token that Twitch refuses while no new one can be had. Stays short, because whole channels are deaf or mute
     * meanwhile; where there are many, {@code RefreshBackoff} spreads them.
     */
    TOKEN(millis(400), millis(800), millis(1500), seconds(2)),

    /** A connection that cannot be opened: one probe goes first, and the others follow once it gets through. */
    CONNECTING(millis(200), millis(500), seconds(1), seconds(2));

    private static final double MOST_SHORTENED = 0.25;
    // List.of gives a list that cannot be changed; the checker sees the interface alone.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Duration> pauses;

    RetryPolicy(Duration... pauses) {
        this.pauses = List.of(pauses);
    }

    /**
     * The pause after the given number of consecutive failures.
     *
     * @param failures at least 1
     * @param asked what the server asked for; wins if it is longer
     */
    public Duration after(int failures, Optional<Duration> asked) {
        return after(failures, asked, ThreadLocalRandom.current()::nextDouble);
    }

    /** @param jitter 0 to 1; 0 leaves the pause unshortened */
    public Duration after(int failures, Optional<Duration> asked, DoubleSupplier jitter) {
        if (failures < 1) {
            throw new IllegalArgumentException("failures must be at least 1, not " + failures);
        }
        Duration whole = pauses.get(Math.min(failures, pauses.size()) - 1);
        Duration ours = Duration.ofNanos((long) (whole.toNanos() * (1 - MOST_SHORTENED * jitter.getAsDouble())));
        return asked.filter(theirs -> theirs.compareTo(ours) > 0).orElse(ours);
    }

    /** The longest pause of this policy, unless the server asks for more. */
    public Duration longest() {
        return pauses.get(pauses.size() - 1);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
