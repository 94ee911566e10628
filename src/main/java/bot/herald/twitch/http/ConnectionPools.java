package bot.herald.twitch.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Two clients with separate connections, one of which is in use.
 *
 * <p>When a router forgets connections, or the host gets another address, idle connections are dead without notice: one
 * after the other, each would cost a call its whole timeout. So a call that gets no answer makes the next calls use the
 * other client, whose connections have been closed for lack of use by then. Safe for concurrent use.
 *
 * @param <C> the client
 */
final class ConnectionPools<C> {
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_CHANGES = KEPT.plusSeconds(5);
    private static final String KEPT_PROPERTY = "jdk.httpclient.keepalive.timeout";

    static {
        // Java 17 keeps unused connections for twenty minutes, later versions for as long as this.
        if (System.getProperty(KEPT_PROPERTY) == null) {
            System.setProperty(KEPT_PROPERTY, Long.toString(KEPT.toSeconds()));
        }
    }

    private final Supplier<C> maker;
    private final LongSupplier nanoTime;
    private final List<C> clients = new ArrayList<>();
    private int used;
    private long mayChangeAt;

    ConnectionPools(Supplier<C> maker, LongSupplier nanoTime) {
        this.maker = maker;
        this.nanoTime = nanoTime;
        this.mayChangeAt = nanoTime.getAsLong();
        clients.add(maker.get());
    }

    synchronized C client() {
        return clients.get(used);
    }

    /** Call this when a call through that client got no answer in time. */
    synchronized void doubt(C client) {
        long now = nanoTime.getAsLong();
        if (client != clients.get(used) || now - mayChangeAt < 0) {
            return;
        }
        mayChangeAt = now + BETWEEN_CHANGES.toNanos();
        if (clients.size() == 1) {
            clients.add(maker.get());
        }
        used = 1 - used;
    }
}
