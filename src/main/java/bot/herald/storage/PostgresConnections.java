package bot.herald.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to the server, and lets go of whoever waits for its answer when it is known that none will come: a server that stands
 * still keeps every connection open, and so all who asked it in the moment before. Safe for concurrent use.
 */
final class PostgresConnections extends PGSimpleDataSource {
    private static final Logger log = LoggerFactory.getLogger(PostgresConnections.class);
    private static final long serialVersionUID = 1;

    private final transient Set<Connection> open =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        Connection connection = super.getConnection(user, password);
        open.add(connection);
        return connection;
    }

    /** @param use what it was for, as log lines say it */
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

    /** Ends all connections there are; what is asked over them fails as if they had been lost. */
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
