package bot.herald.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that trickle bytes without ever completing a request, which the idle timeout does not catch.
 *
 * <p>Checks once per period; a request may take a whole one.
 */
final class TrickleGuard extends AbstractLifeCycle {
    private final ServerConnector connector;
    private final Duration period;
    private Map<Connection, Seen> lastSeen = Map.of();

    TrickleGuard(ServerConnector connector, Duration period) {
        this.connector = connector;
        this.period = period;
    }

    @Override
    protected void doStart() {
        scheduleNext();
    }

    private void scheduleNext() {
        connector.getScheduler().schedule(this::look, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void look() {
        if (!isRunning()) {
            return;
        }
        Map<Connection, Seen> seen = new HashMap<>();
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Connection connection = endPoint.getConnection();
            // A WebSocket has its own timeout and may be silent for long.
            if (!(connection instanceof Connection.UpgradeFrom)) {
                continue;
            }
            Seen before = lastSeen.get(connection);
            Seen now = Seen.of(connection, before);
            if (before != null && before.unfinished && now.unfinished) {
                endPoint.close();
            } else {
                seen.put(connection, now);
            }
        }
        lastSeen = seen;
        scheduleNext();
    }

    /** @param unfinished whether bytes of a request have come since the last whole one */
    private record Seen(long requests, long bytes, boolean unfinished) {
        static Seen of(Connection connection, @Nullable Seen before) {
            long requests = connection.getMessagesIn();
            long bytes = connection.getBytesIn();
            if (before == null || before.requests != requests || requests != connection.getMessagesOut()) {
                return new Seen(requests, bytes, false);
            }
            return new Seen(requests, bytes, before.unfinished || bytes > before.bytes);
        }
    }
}
