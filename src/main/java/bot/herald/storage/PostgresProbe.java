package bot.herald.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Asks the server, over a separate connection, whether it answers. Used by one thread. */
final class PostgresProbe {
    private static final long AT_ONCE_NANOS = 200_000_000L;

    private final PGSimpleDataSource source;
    private @Nullable Connection connection;

    /** @param source of connections that give up after a few seconds */
    PostgresProbe(PGSimpleDataSource source) {
        this.source = source;
    }

    /** @throws SQLException if it does not answer; the next probe connects again */
    void look() throws SQLException {
        boolean connected = connection != null;
        long began = System.nanoTime();
        try {
            ask();
        } catch (SQLException e) {
            // The server may have ended this one connection.
            if (!connected || System.nanoTime() - began > AT_ONCE_NANOS) {
                throw e;
            }
            ask();
        }
    }

    private void ask() throws SQLException {
        try {
            Connection open = connection == null ? source.getConnection() : connection;
            connection = open;
            try (Statement statement = open.createStatement()) {
                statement.execute("SELECT 1");
            }
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    void close() {
        PostgresConnections.close(connection, "of the probe");
        connection = null;
    }
}
