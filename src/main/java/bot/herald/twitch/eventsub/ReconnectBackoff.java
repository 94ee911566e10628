package bot.herald.twitch.eventsub;

import bot.herald.retry.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How long one socket waits before it reconnects after losing a session: longer each time, unless the session was good,
 * which means that it carried something or lasted for a while. Not safe for concurrent use.
 */
final class ReconnectBackoff {
    private static final Duration STABLE_AFTER = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final DoubleSupplier jitter;
    private long welcomedAt;
    private boolean confirmed;
    /** Consecutive lost sessions, counted anew after a good one. */
    private int losses;

    ReconnectBackoff(LongSupplier nanos, DoubleSupplier jitter) {
        this.nanos = nanos;
        this.jitter = jitter;
    }

    void sessionBegan() {
        welcomedAt = nanos.getAsLong();
        confirmed = false;
    }

    /** The session continues on another server, with its subscriptions. */
    void sessionMoved() {
        welcomedAt = nanos.getAsLong();
    }

    /** The session is known to carry a subscription, or a shard. */
    void confirmed() {
        confirmed = true;
    }

    Duration afterLoss() {
        boolean good = confirmed || nanos.getAsLong() - welcomedAt >= STABLE_AFTER.toNanos();
        losses = good ? 1 : losses + 1;
        return RetryPolicy.CONNECTING.after(losses, Optional.empty(), jitter);
    }
}
