package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a database and migrates it to the newest schema. */
final class DatabaseOpening {
    private static final Logger log = LoggerFactory.getLogger(DatabaseOpening.class);
    /** How long another program may hold the lock of the SQLite file. */
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(1);

    private DatabaseOpening() {}

    /**
     * Blocks for up to a minute while another program is writing to the SQLite file.
     *
     * @throws StartupException if it cannot be opened
     */
    static HikariDataSource open(Engine engine) {
        engine.prepare();
        long end = System.nanoTime() + LONGEST_LOCK.toNanos();
        boolean told = false;
        while (true) {
            try {
                engine.examine();
                return migrated(engine);
            } catch (SQLException | PoolInitializationException | Migrations.Failed e) {
                if (!SqlFailures.isBusy(e)) {
                    throw cannotStart(engine, e);
                }
                if (System.nanoTime() > end) {
                    throw new StartupException("another program has been writing to the database file "
                            + engine.address() + " for a minute: let it finish or close it, then start again");
                }
                if (!told) {
                    log.warn("another program is writing to the database file {}; waiting", engine.address());
                    told = true;
                }
            }
        }
    }

    private static StartupException cannotStart(Engine engine, Exception failure) {
        return failure instanceof Migrations.Failed
                ? new StartupException("cannot bring the database " + engine.address() + " to the newest schema: "
                        + engine.cannotMigrate(failure))
                : new StartupException(
                        "cannot open the database " + engine.address() + ": " + engine.cannotOpen(failure));
    }

    private static HikariDataSource migrated(Engine engine) throws SQLException {
        HikariConfig config = engine.pool();
        config.setPoolName("database");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            migrate(engine, pool);
            return pool;
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static void migrate(Engine engine, HikariDataSource pool) throws SQLException {
        Optional<NewestSchema> newest = NewestSchema.shipped();
        boolean isNewest = newest.isPresent() && (newest.get().isIn(pool) || engine.makeNew(newest.get(), pool));
        if (!isNewest) {
            int applied = Migrations.run(engine, pool);
            if (applied > 0) {
                log.info("database={} migrations={} applied", engine.address(), applied);
            }
        }
        engine.complete(pool);
    }
}
