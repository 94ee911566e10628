package bot.herald.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns of changes that other connections committed, over a separate connection that {@code LISTEN}s. Triggers send the
 * notifications, so that changes made by hand count too. Thread-safe.
 */
final class PostgresChanges {
    private static final Logger log = LoggerFactory.getLogger(PostgresChanges.class);

    private final DataSource source;
    private final String own;
    private @Nullable Connection connection;
    private boolean lost;

    /** @param own the payload of this instance's own changes, which are not news */
    PostgresChanges(DataSource source, String own) {
        this.source = source;
        this.own = own;
    }

    /** Whether anything came since this was last asked; yes after a pause in the listening, no while there is no server. */
    synchronized boolean any() {
        try {
            if (connection == null) {
                connection = listening();
                if (lost) {
                    log.debug("the database answers again: taking over what was changed meanwhile");
                }
                lost = false;
                return true;
            }
            return heard(connection);
        } catch (SQLException e) {
            if (!lost) {
                log.debug("the database does not answer (SQL state {}): changes of others come later", e.getSQLState());
            }
            lost = true;
            close();
            return false;
        }
    }

    private Connection listening() throws SQLException {
        Connection opened = source.getConnection();
        try (Statement statement = opened.createStatement()) {
            statement.execute("LISTEN herald_changed");
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private boolean heard(Connection on) throws SQLException {
        try (Statement statement = on.createStatement()) {
            // Fetches what has been sent, and tells a connection that is dead from one on which nothing happens.
            statement.execute("SELECT 1");
        }
        PGNotification[] notifications = on.unwrap(PGConnection.class).getNotifications();
        return notifications != null
                && Stream.of(notifications).anyMatch(one -> !one.getParameter().equals(own));
    }

    synchronized void close() {
        PostgresConnections.close(connection, "that listened");
        connection = null;
    }
}
