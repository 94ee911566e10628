package bot.herald.twitch.eventsub;

import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Twitch's clock, as its frames tell it.
 *
 * <p>Between frames it runs on the host's monotonic time, never on the host's clock: that one may be wrong, and then
 * every event would look too old. Safe for concurrent use.
 */
final class TwitchTime {
    /** By how much one event may be ahead: a single wrong time must not make all that follow look old. */
    private static final long TRUSTED_MILLIS = 60_000;

    private final LongSupplier nanos;
    private @Nullable Instant told;
    private long toldAt;

    TwitchTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** For a frame that Twitch makes the moment it sends it: a welcome or a keepalive. */
    synchronized void set(Instant sentAt) {
        told = sentAt;
        toldAt = nanos.getAsLong();
    }

    /** How much older than now something sent at {@code sentAt} is, in milliseconds; 0 while Twitch's time is unknown. */
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
