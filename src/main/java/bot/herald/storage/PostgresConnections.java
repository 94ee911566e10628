package bot.herald.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pool's connections to the server.
 *
 * <p>While the server is known to be away, requests for a new connection wait for its return: the pool's own attempts, with
 * growing pauses in between, would notice that up to five seconds late. Statements under way can be broken off: a server
 * that hangs keeps their connections open until they time out. Safe for concurrent use.
 */
final class PostgresConnections extends PGSimpleDataSource {
    private static final Logger log = LoggerFactory.getLogger(PostgresConnections.class);
    private static final long serialVersionUID = 1;

    private final transient Set<Connection> open =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final transient Object changed = new Object();
    /** Both guarded by {@link #changed}. */
    private boolean away;

    private boolean closed;

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        awaitServer();
        Connection connection = super.getConnection(user, password);
        open.add(connection);
        return connection;
    }

    private void awaitServer() throws SQLException {
        synchronized (changed) {
            try {
                while (away && !closed) {
                    changed.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLTransientConnectionException("interrupted while the server was away", e);
            }
        }
    }

    /** The server was found not to answer, or to answer again. */
    void serverIsAway(boolean now) {
        synchronized (changed) {
            away = now;
            changed.notifyAll();
        }
    }

    /** Nobody waits for the server any more. */
    void close() {
        synchronized (changed) {
            closed = true;
            changed.notifyAll();
        }
    }

    /** @param use what it was for, for the log */
    static void close(@Nullable Connection connection, String use) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            log.debug("the connection {} was lost already (SQL state {})", use, e.getSQLState());
        }
    }

    /** Aborts all connections; statements under way fail as if the connection had been lost. */
    void breakOff() {
        List<Connection> all;
        synchronized (open) {
            all = List.copyOf(open);
            open.clear();
        }
        for (Connection connection : all) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("a connection was lost already (SQL state {})", e.getSQLState());
            }
        }
    }
}
