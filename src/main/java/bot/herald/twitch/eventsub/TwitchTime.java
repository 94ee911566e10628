package bot.herald.twitch.eventsub;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Twitch's clock, learned from its frames.
 *
 * <p>Between frames it advances with the host's monotonic time, never with the host's clock: that may be wrong, and
 * then every event would look too old. Safe for concurrent use.
 */
final class TwitchTime {
    /** How far ahead one event may be: a single wrong time must not make all later ones look old. */
    private static final long TRUSTED_MILLIS = 60_000;

    private final LongSupplier nanos;
    private @Nullable Instant told;
    private long toldAt;

    TwitchTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** For a frame that Twitch creates the moment it sends it: a welcome or a keepalive. */
    synchronized void set(Instant sentAt) {
        told = sentAt;
        toldAt = nanos.getAsLong();
    }

    /** The age, in milliseconds, of something sent at {@code sentAt}; 0 while Twitch's time is unknown. */
    synchronized long ageMillis(Instant sentAt) {
        long now = nanos.getAsLong();
        Instant estimate = told == null ? sentAt : told.plusNanos(now - toldAt);
        long age = estimate.toEpochMilli() - sentAt.toEpochMilli();
        if (!sentAt.isBefore(estimate) && age >= -TRUSTED_MILLIS) {
            set(sentAt);
        }
        return Math.max(0, age);
    }
}
