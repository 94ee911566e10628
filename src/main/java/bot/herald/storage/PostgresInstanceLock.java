package bot.herald.storage;

import bot.herald.cluster.InstanceLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An advisory lock on a separate connection: it depends on no clock, and the server frees it when the connection ends.
 *
 * <p>A process that is killed loses it at once. A machine that vanishes loses it after about eleven seconds, when the server
 * has asked three times whether it is still there. One that is frozen keeps its connection: the others end that for it, see
 * {@link #endSilent}.
 */
final class PostgresInstanceLock implements InstanceLock {
    private static final Logger log = LoggerFactory.getLogger(PostgresInstanceLock.class);

    private static final String NOTICE_A_DEAD_CLIENT = "SELECT set_config('tcp_keepalives_idle', '5', false),"
            + " set_config('tcp_keepalives_interval', '2', false), set_config('tcp_keepalives_count', '3', false)";
    /** The first number means Herald, the second a schema, so that two bots may share a database in schemas of their own. */
    private static final String TAKE = "SELECT pg_try_advisory_lock(1213550149, hashtext(current_schema()))";

    /** The session that holds it, the end of its last question, and whether that is too long ago. Our role's sessions show. */
    private static final String SILENT_HOLDER = """
            SELECT s.pid, s.state_change, s.state_change < clock_timestamp() - make_interval(secs => ?)
            FROM pg_locks l JOIN pg_stat_activity s ON s.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.pid <> pg_backend_pid()
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND CAST(l.classid AS bigint) = 1213550149
                AND CAST(l.objid AS bigint) = (CAST(hashtext(current_schema()) AS bigint) & 4294967295)
            """;

    private static final String END = "SELECT pg_terminate_backend(?)";

    private final DataSource source;
    private @Nullable Connection connection;
    private boolean held;
    /** Who was silent at the last look, and since when by the server's clock. */
    private String silent = "";

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

    @Override
    public synchronized boolean endSilent(Duration silence) {
        Connection open = connection;
        if (open == null || held) {
            return false;
        }
        try (PreparedStatement look = open.prepareStatement(SILENT_HOLDER)) {
            look.setDouble(1, silence.toMillis() / 1000.0);
            String before = silent;
            silent = "";
            try (ResultSet holder = look.executeQuery()) {
                if (!holder.next() || !holder.getBoolean(3)) {
                    return false;
                }
                silent = holder.getInt(1) + " " + holder.getString(2);
                return silent.equals(before) && end(open, holder.getInt(1));
            }
        } catch (SQLException e) {
            log.debug("cannot see whether the holder of the lock is silent (SQL state {})", e.getSQLState());
            return false;
        }
    }

    private static boolean end(Connection on, int holder) throws SQLException {
        try (PreparedStatement end = on.prepareStatement(END)) {
            end.setInt(1, holder);
            try (ResultSet ended = end.executeQuery()) {
                return ended.next() && ended.getBoolean(1);
            }
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
        PostgresConnections.close(connection, "that held the lock");
        connection = null;
    }
}
