package bot.herald.web;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.IdleTimeout;

/**
 * Limits the number of connections without refusing new ones: it closes the one that has been idle longest, of the address that has
 * most.
 *
 * <p>Refusing the newest would let one visitor with many idle connections lock the others out.
 */
final class ConnectionGuard implements Connection.Listener {
    private static final Comparator<Connection> FIRST_TO_GO = comparing(ConnectionGuard::isInUse)
            .thenComparing(comparingLong(ConnectionGuard::silentFor).reversed());

    private final int most;
    private final int mostOfOne;
    private final boolean behindProxy;
    private final Map<InetAddress, Set<Connection>> open = new HashMap<>();
    private int count;

    /** @param mostOfOne per address, unless it may be a reverse proxy of ours */
    ConnectionGuard(int most, int mostOfOne, boolean behindProxy) {
        this.most = most;
        this.mostOfOne = mostOfOne;
        this.behindProxy = behindProxy;
    }

    @Override
    public void onOpened(Connection connection) {
        added(connection).ifPresent(superfluous -> superfluous.getEndPoint().close());
    }

    private synchronized Optional<Connection> added(Connection connection) {
        InetAddress peer = peer(connection);
        Set<Connection> same = open.computeIfAbsent(peer, address -> new HashSet<>());
        if (!same.add(connection)) {
            return Optional.empty();
        }
        count++;
        if (same.size() > mostOfOne && !Client.isOurs(peer, behindProxy)) {
            return firstToGo(same, connection);
        }
        return count > most
                ? open.values().stream()
                        .max(Comparator.comparingInt(Set::size))
                        .flatMap(connections -> firstToGo(connections, connection))
                : Optional.empty();
    }

    private static Optional<Connection> firstToGo(Set<Connection> connections, Connection newest) {
        return connections.stream().filter(one -> one != newest).min(FIRST_TO_GO);
    }

    @Override
    public synchronized void onClosed(Connection connection) {
        InetAddress peer = peer(connection);
        Set<Connection> same = open.getOrDefault(peer, Set.of());
        if (same.contains(connection)) {
            same.remove(connection);
            count--;
        }
        if (same.isEmpty()) {
            open.remove(peer);
        }
    }

    /** A connection upgraded to a WebSocket counts as in use while it is open. */
    private static boolean isInUse(Connection connection) {
        return !(connection instanceof Connection.UpgradeFrom)
                || connection.getMessagesIn() != connection.getMessagesOut();
    }

    private static long silentFor(Connection connection) {
        return connection.getEndPoint() instanceof IdleTimeout endPoint ? endPoint.getIdleFor() : 0;
    }

    private static InetAddress peer(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress address
                        && address.getAddress() != null
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
