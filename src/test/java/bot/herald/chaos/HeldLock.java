package bot.herald.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A transaction of somebody else, which keeps a database's users waiting until it is given up. */
final class HeldLock implements AutoCloseable {
    private final Connection connection;

    private HeldLock(Connection connection) {
        this.connection = connection;
    }

    /** @param statements the first begins the transaction */
    static HeldLock take(String url, String... statements) {
        try {
            Connection connection = DriverManager.getConnection(url);
            HeldLock lock = new HeldLock(connection);
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                lock.close();
                throw e;
            }
            return lock;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
