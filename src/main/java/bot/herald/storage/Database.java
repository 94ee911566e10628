package bot.herald.storage;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.StartupException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database, brought to the newest schema when it starts.
 *
 * <p>SQLite runs with a write-ahead log, synced on every commit: a refresh token that was handed out must not be lost to a
 * power cut. Its one connection is the one-writer rule. Safe for concurrent use once started.
 */
public final class Database implements Component {
    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private final String url;
    private @Nullable HikariDataSource pool;
    private @Nullable Jdbi jdbi;
    private final AtomicLong dataVersion = new AtomicLong(-1);

    /** @param url a JDBC address with an absolute path */
    public Database(String url) {
        this.url = url;
    }

    /** One that is open already and needs neither start nor close. */
    static Database over(Jdbi jdbi) {
        Database database = new Database("");
        database.jdbi = jdbi;
        return database;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public void start() {
        createFolder();
        HikariDataSource opened = open();
        try {
            migrate(opened);
            Jdbi connected = Jdbi.create(opened);
            // With the default a failed insert prints its values, tokens included.
            connected.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
            pool = opened;
            jdbi = connected;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    @Override
    public Health check() {
        try {
            return jdbi().withHandle(handle -> handle.select("SELECT 1")
                                    .mapTo(Integer.class)
                                    .one())
                            == 1
                    ? Health.UP
                    : Health.down("the database answers nonsense");
        } catch (JdbiException | IllegalStateException e) {
            return Health.down("the database does not answer");
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }

    /**
     * Whether another process has changed the database since this was last asked; the first answer is yes.
     *
     * <p>Costs next to nothing, so it may be asked every second.
     */
    public boolean changedByOthers() {
        long version = jdbi().withHandle(handle ->
                handle.select("PRAGMA data_version").mapTo(Long.class).one());
        return dataVersion.getAndSet(version) != version;
    }

    /** Leaves no copy of deleted rows in the write-ahead log, unless a reader keeps it busy: then the next one does. */
    void forgetDeleted() {
        boolean busy = jdbi().withHandle(handle -> handle.select("PRAGMA wal_checkpoint(TRUNCATE)")
                        .mapTo(Integer.class)
                        .one())
                != 0;
        if (busy) {
            log.info("the write-ahead log is in use and will be emptied later");
        }
    }

    Jdbi jdbi() {
        if (jdbi == null) {
            throw new IllegalStateException("the database has not been started");
        }
        return jdbi;
    }

    private HikariDataSource open() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        // The number that tells of other processes' writes counts for one connection, so there is one for life.
        config.setMaxLifetime(0);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("busy_timeout", "5000");
        config.addDataSourceProperty("secure_delete", "true");
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new StartupException("cannot open the database " + url
                    + ": it must be a SQLite file, in a folder, that this user may read and write");
        }
    }

    private void migrate(HikariDataSource source) {
        try {
            Flyway flyway = Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .load();
            for (var migration : flyway.info().all()) {
                if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                    throw new StartupException("the database " + url + " has schema version " + migration.getVersion()
                            + ", which this Herald does not know: it was used by a newer Herald. Install that version, or"
                            + " restore a backup made before it.");
                }
            }
            MigrationInfo current = flyway.info().current();
            boolean willChange = flyway.info().pending().length > 0;
            Optional<SqliteFile> file = SqliteFile.of(url);
            if (current != null && willChange && file.isPresent()) {
                new MigrationBackup(file.get(), Clock.systemUTC()).make(source, String.valueOf(current.getVersion()));
            }
            int applied = flyway.migrate().migrationsExecuted;
            if (applied > 0) {
                log.info("database={} migrations={} applied", url, applied);
            }
        } catch (FlywayException e) {
            throw new StartupException("cannot bring the database " + url + " to the newest schema: " + firstLine(e)
                    + " Restore a backup, or point database.url at a new file.");
        }
    }

    private void createFolder() {
        Optional<SqliteFile> file = SqliteFile.of(url);
        if (file.isEmpty()) {
            return;
        }
        Path folder = file.get().folder();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartupException("cannot create the folder " + folder
                    + " for the database: make it writable for this user, or set database.url");
        }
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
