package bot.herald.twitch.eventsub;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The message ids of the last quarter of an hour, over all sockets.
 *
 * <p>Twitch delivers at least once, and during a reconnect the old and the new socket carry the same messages. Events
 * older than ten minutes are ignored anyway, so nothing needs remembering for longer. Safe for concurrent use.
 */
final class SeenMessages {
    private static final long MEMORY_NANOS = Duration.ofMinutes(15).toNanos();

    private final LongSupplier nanos;
    private final int capacity;
    private final Map<String, Long> seenAt = new LinkedHashMap<>();

    /** @param capacity when full, the oldest is forgotten first */
    SeenMessages(LongSupplier nanos, int capacity) {
        this.nanos = nanos;
        this.capacity = capacity;
    }

    /** Whether {@code messageId} is new; true for one caller only. */
    synchronized boolean firstTime(String messageId) {
        long now = nanos.getAsLong();
        Iterator<Long> oldest = seenAt.values().iterator();
        while (oldest.hasNext() && now - oldest.next() > MEMORY_NANOS) {
            oldest.remove();
        }
        if (seenAt.putIfAbsent(messageId, now) != null) {
            return false;
        }
        if (seenAt.size() > capacity) {
            Iterator<String> eldest = seenAt.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return true;
    }
}
