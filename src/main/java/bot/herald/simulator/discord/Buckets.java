package bot.herald.simulator.discord;

import bot.herald.simulator.JsonNodes;
import bot.herald.simulator.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rate limits per route and top-level id, the global limit, and the ban for too many refused requests. Guarded by {@link DiscordWorld}. */
final class Buckets {
    private static final Rate GLOBAL = new Rate(50, Duration.ofSeconds(1));
    private static final Duration REFUSALS_WINDOW = Duration.ofMinutes(10);

    record Rate(int limit, Duration window) {}

    private static final class Bucket {
        private int remaining;
        private Instant reset = Instant.MIN;
    }

    private final DiscordOptions options;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Deque<Instant> refusals = new ArrayDeque<>();
    private final Bucket global = new Bucket();

    Buckets(DiscordOptions options) {
        this.options = options;
    }

    /** Null if the request may go on. Adds the bucket's headers in any case. */
    @Nullable
    Reply take(String route, String id, Rate rate, Map<String, String> headers) {
        Instant now = options.clock().instant();
        Bucket bucket = buckets.computeIfAbsent(route + " " + id, key -> new Bucket());
        boolean isFree = take(bucket, rate, now);
        double after = seconds(now, bucket.reset);
        headers.put("X-RateLimit-Limit", String.valueOf(rate.limit()));
        headers.put("X-RateLimit-Remaining", String.valueOf(bucket.remaining));
        headers.put("X-RateLimit-Reset", decimal(bucket.reset.toEpochMilli() / 1000.0));
        headers.put("X-RateLimit-Reset-After", decimal(after));
        headers.put("X-RateLimit-Bucket", Integer.toHexString(route.hashCode()));
        return isFree ? null : limited(after, false);
    }

    /** Null if the bot is within the global limit. */
    @Nullable
    Reply takeGlobal() {
        Instant now = options.clock().instant();
        return take(global, GLOBAL, now) ? null : limited(seconds(now, global.reset), true);
    }

    private static boolean take(Bucket bucket, Rate rate, Instant now) {
        if (!now.isBefore(bucket.reset)) {
            bucket.remaining = rate.limit();
            bucket.reset = now.plus(rate.window());
        }
        if (bucket.remaining == 0) {
            return false;
        }
        bucket.remaining--;
        return true;
    }

    static Reply limited(double after, boolean global) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Retry-After", String.valueOf((long) Math.ceil(after)));
        headers.put("X-RateLimit-Scope", global ? "global" : "user");
        if (global) {
            headers.put("X-RateLimit-Global", "true");
        }
        return Reply.json(
                        429,
                        JsonNodes.object()
                                .put("message", "You are being rate limited.")
                                .put("retry_after", after)
                                .put("global", global))
                .with(headers);
    }

    boolean isShutOut() {
        return refusals() >= options.banAt();
    }

    int refusals() {
        Instant since = options.clock().instant().minus(REFUSALS_WINDOW);
        while (!refusals.isEmpty() && refusals.getFirst().isBefore(since)) {
            refusals.removeFirst();
        }
        return refusals.size();
    }

    /** Counts an invalid request; the 429 of a resource that others use too is not one. */
    void count(Reply reply) {
        boolean isShared = "shared".equals(reply.headers().get("X-RateLimit-Scope"));
        if (reply.status() == 401 || reply.status() == 403 || (reply.status() == 429 && !isShared)) {
            refusals.addLast(options.clock().instant());
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0.001, Duration.between(from, to).toMillis() / 1000.0);
    }

    private static String decimal(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
