package bot.herald.storage;

import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/**
 * How the tables of a database compare with what this version of Herald needs.
 *
 * @param version of the database; empty if it has no tables of Herald's
 * @param newest the version this Herald migrates to
 * @param fromNewerVersion whether a newer Herald has migrated it
 */
public record SchemaVersion(Optional<String> version, String newest, boolean fromNewerVersion) {
    /** Reads it without changing anything. */
    static SchemaVersion of(DataSource source) {
        MigrationInfoService info = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .info();
        String newest = Arrays.stream(info.all())
                .filter(migration -> !isFromNewerVersion(migration))
                .reduce((before, last) -> last)
                .map(SchemaVersion::version)
                .orElseThrow();
        return new SchemaVersion(
                Optional.ofNullable(info.current()).map(SchemaVersion::version),
                newest,
                Arrays.stream(info.all()).anyMatch(SchemaVersion::isFromNewerVersion));
    }

    private static boolean isFromNewerVersion(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS;
    }

    private static String version(MigrationInfo migration) {
        return String.valueOf(migration.getVersion());
    }

    public boolean isOlder() {
        return !fromNewerVersion && !version.equals(Optional.of(newest));
    }
}
