package bot.herald.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers message ids in memory for a while, as many as it may hold. Safe for concurrent use.
 *
 * <p>The sockets' own memory, {@code SeenMessages}, drops a repetition before it is parsed and queued, and counts it. While all
 * events come from there, hardly any repetition is found here. That an event is handled once is the dispatcher's promise, though,
 * and holds whatever hands it events.
 */
public final class RecentlyHandled implements HandledEvents {
    private final Duration memory;
    private final int capacity;
    private final Map<String, Instant> seen = new LinkedHashMap<>();

    /**
     * @param memory Twitch repeats a delivery within ten minutes
     * @param capacity when full, the oldest is forgotten first
     */
    public RecentlyHandled(Duration memory, int capacity) {
        if (memory.isNegative() || memory.isZero() || capacity < 1) {
            throw new IllegalArgumentException("memory and capacity must be positive: " + memory + ", " + capacity);
        }
        this.memory = memory;
        this.capacity = capacity;
    }

    @Override
    public synchronized boolean firstTime(String messageId, Instant now) {
        Instant horizon = now.minus(memory);
        Iterator<Instant> oldest = seen.values().iterator();
        while (oldest.hasNext() && oldest.next().isBefore(horizon)) {
            oldest.remove();
        }
        if (seen.putIfAbsent(messageId, now) != null) {
            return false;
        }
        if (seen.size() > capacity) {
            Iterator<String> eldest = seen.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        return true;
    }
}
