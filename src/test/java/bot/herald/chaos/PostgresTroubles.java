package bot.herald.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server that loses its connections, is restarted, and has tables that somebody else locks. For one thread. */
final class PostgresTroubles implements DatabaseTroubles {
    private static final List<String> TABLES =
            List.of("handled_event", "credential", "instance", "shard_lease", "chat_said", "document");

    /** An event that was told before has been claimed by then: without an answer, every instance that has it acts on it. */
    private static final Duration ANNOUNCED = Duration.ofSeconds(2);
    /** A database that did not answer is asked again after five seconds only, where Herald can do without the answer. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(7);

    private final Path folder;
    private final Timeline timeline;
    private final int port;
    private @Nullable EmbeddedPostgres server;
    private @Nullable HeldLock lock;
    private @Nullable Runnable coming;
    private Duration from = Duration.ZERO;
    private Duration until = Duration.ZERO;
    private Duration quietFrom = Duration.ZERO;

    /** Starts the server. */
    PostgresTroubles(Path folder, Timeline timeline) {
        this.folder = folder;
        this.timeline = timeline;
        EmbeddedPostgres first = start(0);
        this.port = first.getPort();
        this.server = first;
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&password=postgres";
    }

    private EmbeddedPostgres start(int atPort) {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(atPort)
                    .setDataDirectory(folder)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void next(Random dice) {
        if (goesOn()) {
            return;
        }
        int millis = 500 + dice.nextInt(7_500);
        String table = TABLES.get(dice.nextInt(TABLES.size()));
        from = timeline.now().plus(ANNOUNCED);
        coming = switch (dice.nextInt(3)) {
            case 0 -> this::endConnections;
            case 1 -> () -> stop(millis / 2);
            default -> () -> lock(table, millis);
        };
    }

    @Override
    public int processesServing() {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet serving = statement.executeQuery("SELECT count(DISTINCT served_by) FROM shard_lease")) {
            serving.next();
            return serving.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void endConnections() {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet ended = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE pid <> pg_backend_pid() AND application_name = 'herald'")) {
            ended.next();
            timeline.add("every connection to the database ended (" + ended.getInt(1) + ")");
            until = timeline.now();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stop(int millis) {
        timeline.add("the database server is restarted, and away for " + millis + " ms");
        closeServer();
        until = timeline.now().plusMillis(millis);
    }

    private void lock(String table, int millis) {
        timeline.add("the table " + table + " is locked for " + millis + " ms");
        lock = HeldLock.take(url(), "BEGIN", "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        until = timeline.now().plusMillis(millis);
    }

    @Override
    public void look() {
        Runnable due = coming;
        if (due != null && timeline.now().compareTo(from) >= 0) {
            coming = null;
            due.run();
            quietFrom = until.plus(FORGOTTEN_AFTER);
        } else if ((server == null || lock != null) && timeline.now().compareTo(until) >= 0) {
            end();
        }
    }

    @Override
    public void end() {
        coming = null;
        if (lock != null) {
            lock.close();
            lock = null;
        }
        if (server == null) {
            server = start(port);
        }
        if (goesOn()) {
            timeline.add("the database answers again");
            quietFrom = timeline.now().plus(FORGOTTEN_AFTER);
        }
    }

    @Override
    public boolean goesOn() {
        return coming != null
                || server == null
                || lock != null
                || timeline.now().compareTo(quietFrom) < 0;
    }

    private void closeServer() {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            try {
                running.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
        closeServer();
    }
}
