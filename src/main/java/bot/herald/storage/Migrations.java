package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Brings a database to the newest schema. Only where something is to do: Flyway takes a fifth of a start. */
final class Migrations {
    private Migrations() {}

    /** That Flyway could not do it; says why. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Failed(FlywayException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * A SQLite file is copied first.
     *
     * @return how many migrations were applied
     * @throws StartupException if a newer Herald has changed the schema, or no copy can be made
     */
    static int run(Engine engine, DataSource source) {
        try {
            return migrate(engine, source);
        } catch (FlywayException e) {
            throw new Failed(e);
        }
    }

    private static int migrate(Engine engine, DataSource source) {
        Flyway flyway = Flyway.configure()
                .dataSource(engine.migrations(source))
                .locations("classpath:db/migration")
                // All that are pending, or none; and the disk is waited for once.
                .group(true)
                .load();
        MigrationInfoService info = flyway.info();
        for (var migration : info.all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new StartupException("the database " + engine.address() + " has schema version "
                        + migration.getVersion()
                        + ", which this Herald does not know: it was used by a newer Herald. Install that version, or"
                        + " restore a backup made before it.");
            }
        }
        MigrationInfo current = info.current();
        boolean willChange = info.pending().length > 0;
        Optional<SqliteFile> file = SqliteFile.of(engine.address());
        if (current != null && willChange && file.isPresent()) {
            new MigrationBackup(file.get(), Clock.systemUTC()).make(source, String.valueOf(current.getVersion()));
        }
        return flyway.migrate().migrationsExecuted;
    }
}
