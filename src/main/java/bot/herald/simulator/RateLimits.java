package bot.herald.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Helix's token buckets: one for the app tokens, one for each user. Guarded by {@link World}. */
final class RateLimits {
    /** Whether a request may go on, and the rate limit headers of its answer. */
    record Ticket(boolean allowed, Map<String, String> headers) {}

    private static final class Bucket {
        private double points;
        private Instant at;

        private Bucket(double points, Instant at) {
            this.points = points;
            this.at = at;
        }
    }

    private final Clock clock;
    private final int limit;
    private final Map<String, Bucket> buckets = new HashMap<>();

    RateLimits(Clock clock, int pointsPerMinute) {
        this.clock = clock;
        this.limit = pointsPerMinute;
    }

    /** Takes {@code cost} points; 0 takes none. */
    Ticket take(String key, int cost) {
        Instant now = clock.instant();
        Bucket bucket = buckets.computeIfAbsent(key, name -> new Bucket(limit, now));
        double perSecond = limit / 60.0;
        double elapsed = Duration.between(bucket.at, now).toMillis() / 1000.0;
        bucket.points = Math.min(limit, bucket.points + Math.max(0, elapsed) * perSecond);
        bucket.at = now;
        boolean allowed = bucket.points >= cost;
        if (allowed) {
            bucket.points -= cost;
        }
        long reset = now.getEpochSecond() + (long) Math.ceil((limit - bucket.points) / perSecond);
        return new Ticket(
                allowed,
                Map.of(
                        "Ratelimit-Limit", Integer.toString(limit),
                        "Ratelimit-Remaining", Integer.toString((int) bucket.points),
                        "Ratelimit-Reset", Long.toString(reset)));
    }
}
