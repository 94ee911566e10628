package bot.herald.auth;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Lets callers that want the same thing at the same time share the work of one of them. Safe for concurrent use. */
final class SingleFlight<K, V> {
    private final Map<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    /**
     * Joins the flight under way for {@code key}, or starts one.
     *
     * @param brokenOff what those who wait get if the one who flies throws
     */
    V join(K key, Supplier<V> fly, V brokenOff) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> flight = flights.putIfAbsent(key, mine);
        if (flight != null) {
            return flight.join();
        }
        V result = brokenOff;
        try {
            result = fly.get();
        } finally {
            flights.remove(key, mine);
            mine.complete(result);
        }
        return result;
    }
}
