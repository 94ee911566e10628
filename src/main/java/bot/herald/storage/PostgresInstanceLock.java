package bot.herald.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An advisory lock, held by a connection of its own: no clock is asked, and the server frees it when the connection ends.
 *
 * <p>A process that is killed loses it at once. A machine that vanishes loses it after about eleven seconds, when the server
 * has asked three times whether it is still there.
 */
final class PostgresInstanceLock implements InstanceLock {
    private static final Logger log = LoggerFactory.getLogger(PostgresInstanceLock.class);

    private static final String NOTICE_A_DEAD_CLIENT = "SELECT set_config('tcp_keepalives_idle', '5', false),"
            + " set_config('tcp_keepalives_interval', '2', false), set_config('tcp_keepalives_count', '3', false)";
    /** The first number means Herald, the second a schema, so that two bots may share a database in schemas of their own. */
    private static final String TAKE = "SELECT pg_try_advisory_lock(1213550149, hashtext(current_schema()))";

    private final DataSource source;
    private @Nullable Connection connection;
    private boolean held;

    PostgresInstanceLock(DataSource source) {
        this.source = source;
    }

    @Override
    public synchronized Holder take() {
        try {
            Connection open = connection;
            if (open == null) {
                open = source.getConnection();
                connection = open;
                ask(open, NOTICE_A_DEAD_CLIENT);
            }
            // While it is held this only tells whether the connection lives: a lost one takes the lock with it.
            held = held ? ask(open, "SELECT true") : ask(open, TAKE);
            return held ? Holder.THIS_PROCESS : Holder.ANOTHER;
        } catch (SQLException e) {
            close();
            return Holder.UNKNOWN;
        }
    }

    private static boolean ask(Connection on, String question) throws SQLException {
        try (Statement statement = on.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && "t".equals(answer.getString(1));
        }
    }

    @Override
    public boolean worthWaitingFor() {
        return true;
    }

    @Override
    public synchronized void close() {
        held = false;
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.debug("the connection that held the lock was lost already (SQL state {})", e.getSQLState());
            }
        }
    }
}
