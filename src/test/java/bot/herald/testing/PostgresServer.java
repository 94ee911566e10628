package bot.herald.testing;

import bot.herald.identity.Secret;
import bot.herald.storage.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, one for the whole run of tests, with a fresh database for whoever asks. */
public final class PostgresServer {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private PostgresServer() {}

    /** The address of a new database that has every migration, with the account in it. */
    public static synchronized String newDatabase() {
        EmbeddedPostgres running = running();
        String name = "herald_" + NUMBER.incrementAndGet();
        execute(running, "CREATE DATABASE " + name + " TEMPLATE herald_template");
        return address(running, name);
    }

    /** The address of a new database with nothing in it. */
    public static synchronized String emptyDatabase() {
        EmbeddedPostgres running = running();
        String name = "empty_" + NUMBER.incrementAndGet();
        execute(running, "CREATE DATABASE " + name);
        return address(running, name);
    }

    /** Runs a statement as the server's owner. */
    public static synchronized void administer(String sql) {
        execute(running(), sql);
    }

    private static EmbeddedPostgres running() {
        if (server == null) {
            try {
                // Nobody pulls the plug on a test.
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            execute(server, "CREATE DATABASE herald_template");
            // Copied for each test, which is ten times quicker than migrating.
            try (Database template = new Database(address(server, "herald_template"), "", new Secret(""))) {
                template.start();
            }
        }
        return server;
    }

    private static String address(EmbeddedPostgres on, String name) {
        return "jdbc:postgresql://localhost:" + on.getPort() + "/" + name + "?user=postgres&password=postgres";
    }

    private static void execute(EmbeddedPostgres on, String sql) {
        try (Connection connection = on.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
