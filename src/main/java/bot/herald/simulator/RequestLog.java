package bot.herald.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest 20,000 requests to a simulator, without bodies, queries or tokens. Thread-safe. */
public final class RequestLog {
    private static final int KEPT = 20_000;

    /**
     * One request.
     *
     * @param status 0 if the connection was dropped without an answer, 101 for a WebSocket
     */
    public record Entry(String method, String path, int status, Instant at) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    public RequestLog() {}

    public synchronized void add(Entry entry) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /** How many of these requests have exactly this method and path, for example {@code /helix/users}. */
    public synchronized int count(String method, String path) {
        return (int) entries.stream()
                .filter(entry -> entry.method().equals(method) && entry.path().equals(path))
                .count();
    }

    public synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    public synchronized void clear() {
        entries.clear();
    }
}
