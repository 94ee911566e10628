package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database to the newest schema. */
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /**
     * A SQLite file is copied first.
     *
     * @throws StartupException if a newer Herald has changed the schema, or no copy can be made
     */
    static void run(Engine engine, HikariDataSource source) {
        Flyway flyway = Flyway.configure()
                .dataSource(engine.migrations(source))
                .locations(Stream.concat(Stream.of("classpath:db/migration"), engine.scripts().stream())
                        .toArray(String[]::new))
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
        int applied = flyway.migrate().migrationsExecuted;
        if (applied > 0) {
            log.info("database={} migrations={} applied", engine.address(), applied);
        }
    }
}
