package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of an older version is copied before its tables are changed. */
class MigrationBackupTest {
    private static final String OLDER = "7";

    @TempDir
    Path folder = Path.of("");

    @Test
    void anOlderDatabaseIsCopiedAsItWasAndThenBroughtUpToDate() throws Exception {
        older();

        start();

        assertThat(copies()).singleElement().satisfies(copy -> {
            assertThat(copy.getFileName().toString()).matches("herald\\.db\\.v7-\\d{8}T\\d{6}Z\\.bak");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                    .isEqualTo("rw-------");
            assertThat(schema(copy)).isEqualTo(OLDER);
            assertThat(channels(copy)).isEqualTo(1);
        });
        assertThat(schema(folder.resolve("herald.db"))).isNotEqualTo(OLDER);
        assertThat(channels(folder.resolve("herald.db"))).isEqualTo(1);
    }

    @Test
    void theCopyPutBackIsAGoodDatabase() throws Exception {
        older();
        start();

        Path copy = copies().get(0);
        Files.copy(copy, folder.resolve("restored.db"));

        try (Database restored = new Database("jdbc:sqlite:" + folder.resolve("restored.db"))) {
            restored.start();
            assertThat(restored.check().up()).isTrue();
        }
    }

    @Test
    void aNewDatabaseAndOneUpToDateAreNotCopied() throws IOException {
        start();
        start();

        assertThat(copies()).isEmpty();
    }

    @Test
    void onlyTheNewestFewCopiesAreKeptAndNothingElseIsTouched() throws Exception {
        for (String old : List.of(
                "herald.db.v3-20250101T000000Z.bak",
                "herald.db.v4-20250201T000000Z.bak",
                "herald.db.v5-20250301T000000Z.bak",
                "herald.db.v5-20250401T000000Z.bak",
                "herald.db.v5-mine.bak",
                "other.db.v5-20250101T000000Z.bak")) {
            Files.writeString(folder.resolve(old), "");
        }
        older();

        start();

        assertThat(copies().stream().map(copy -> copy.getFileName().toString()))
                .hasSize(5)
                .contains(
                        "herald.db.v5-20250301T000000Z.bak",
                        "herald.db.v5-20250401T000000Z.bak",
                        "herald.db.v5-mine.bak",
                        "other.db.v5-20250101T000000Z.bak");
    }

    @Test
    void aNewerDatabaseIsRefusedAndNotCopied() throws Exception {
        start();
        try (Connection connection = DriverManager.getConnection(url());
                Statement sql = connection.createStatement()) {
            sql.executeUpdate("INSERT INTO flyway_schema_history SELECT 99, '99', 'future', 'SQL', 'V99__future.sql',"
                    + " 1, 'x', '2026-01-01 00:00:00.000', 1, 1 FROM flyway_schema_history LIMIT 1");
        }

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(this::start)
                .withMessageContaining("newer Herald");
        assertThat(copies()).isEmpty();
    }

    private void older() throws SQLException {
        Flyway.configure()
                .dataSource(url(), "", "")
                .locations("classpath:db/migration")
                .target(OLDER)
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url());
                Statement sql = connection.createStatement()) {
            sql.executeUpdate("INSERT INTO channel VALUES ('1', 'alice', 'Alice', '', 0)");
        }
    }

    private void start() {
        try (Database database = new Database(url())) {
            database.start();
        }
    }

    private String url() {
        return "jdbc:sqlite:" + folder.resolve("herald.db");
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".bak")).toList();
        }
    }

    private static String schema(Path database) {
        return single(database, "SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1");
    }

    private static int channels(Path database) {
        return Integer.parseInt(single(database, "SELECT COUNT(*) FROM channel"));
    }

    private static String single(Path database, String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement sql = connection.createStatement();
                var row = sql.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }
}
