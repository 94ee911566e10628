package bot.herald.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What Flyway made once stands for Flyway, and never for more than it made. */
class NewestSchemaTest {
    private static final String FLYWAYS = "flyway.db";

    /** For all tests: what Flyway makes takes it a while. */
    @TempDir
    private static Path once = Path.of("");

    private static NewestSchema newest = new NewestSchema(List.of(), "");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void migrate() throws SQLException {
        SqliteEngine engine = engine(once.resolve(FLYWAYS));
        engine.prepare();
        try (HikariDataSource flyways = new HikariDataSource(engine.pool())) {
            int unused = Migrations.run(engine, flyways);
            newest = NewestSchema.of(flyways);
        }
    }

    /** Each test has its own to spoil. */
    @BeforeEach
    void copy() throws IOException {
        Files.copy(once.resolve(FLYWAYS), folder.resolve(FLYWAYS));
    }

    @Test
    void anEmptyFileGetsExactlyWhatFlywayMakes() throws SQLException {
        try (HikariDataSource made = empty("made.db")) {
            assertThat(newest.makeIn(made)).isTrue();
            assertThat(newest.isIn(made)).isTrue();
        }

        assertThat(dump("made.db"))
                .hasSizeGreaterThan(60)
                .contains("channel", "flyway_schema_history: 1")
                .isEqualTo(dump(FLYWAYS));
    }

    @Test
    void flywayFindsNothingToDoInIt() throws SQLException {
        try (HikariDataSource made = empty("made.db")) {
            newest.makeIn(made);
            String before = history(made);

            assertThat(Migrations.run(engine("made.db"), made)).isZero();

            assertThat(history(made)).isEqualTo(before);
        }
    }

    @Test
    void theSameScriptsAreWrittenDownTheSame() throws Exception {
        NewestSchema.main(new String[] {folder.resolve("one").toString()});
        NewestSchema.main(new String[] {folder.resolve("two").toString()});

        for (String file : List.of("newest-history.txt", "newest-sqlite.sql")) {
            assertThat(folder.resolve("one").resolve(file))
                    .hasSameTextualContentAs(folder.resolve("two").resolve(file));
        }
        assertThat(Files.readAllLines(folder.resolve("one/newest-history.txt"))).isEqualTo(newest.history());
    }

    /** The output of the build is for what somebody has to act on. */
    @Test
    void writingItDownIsQuiet() throws Exception {
        Logger herald = (Logger) LoggerFactory.getLogger("bot.herald");
        Level before = herald.getLevel();
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        herald.setLevel(Level.INFO);
        herald.addAppender(said);
        try {
            NewestSchema.main(new String[] {folder.resolve("quiet").toString()});
        } finally {
            herald.detachAppender(said);
            herald.setLevel(before);
        }

        assertThat(said.list).isEmpty();
    }

    @Test
    void aDatabaseWithAnyTableIsLeftAlone() throws SQLException {
        try (HikariDataSource mine = empty("mine.db")) {
            execute(mine, "CREATE TABLE mine (a TEXT)");

            assertThat(newest.makeIn(mine)).isFalse();
            assertThat(newest.isIn(mine)).isFalse();
        }
        assertThat(dump("mine.db")).hasSize(2);
    }

    @Test
    void whatCannotBeMadeWholeIsNotMade() throws SQLException {
        try (HikariDataSource made = empty("made.db")) {
            NewestSchema broken =
                    new NewestSchema(newest.history(), newest.tables() + "CREATE TABLE channel (a TEXT);");

            assertThat(catchThrowable(() -> broken.makeIn(made))).isInstanceOf(SQLException.class);
        }
        assertThat(dump("made.db")).isEmpty();
    }

    /** Then Flyway is asked, and says what it always said. */
    @Test
    void anyOtherHistoryIsNotTheNewest() throws SQLException {
        for (String change : List.of(
                "UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '9'",
                "UPDATE flyway_schema_history SET success = 0 WHERE version = '40'",
                "UPDATE flyway_schema_history SET description = 'other' WHERE version = '2'",
                "DELETE FROM flyway_schema_history WHERE version = '40'",
                "DELETE FROM flyway_schema_history WHERE version = '1'",
                "INSERT INTO flyway_schema_history SELECT 99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'x',"
                        + " '2026-01-01 00:00:00.000', 1, 1 FROM flyway_schema_history LIMIT 1",
                "INSERT INTO flyway_schema_history SELECT 99, NULL, 'again', 'SQL', 'R__again.sql', NULL, 'x',"
                        + " '2026-01-01 00:00:00.000', 1, 1 FROM flyway_schema_history LIMIT 1")) {
            try (HikariDataSource flyways = pool(FLYWAYS)) {
                execute(flyways, "SAVEPOINT before");
                execute(flyways, change);

                assertThat(newest.isIn(flyways)).as(change).isFalse();
                execute(flyways, "ROLLBACK TO before");
                assertThat(newest.isIn(flyways)).as("without it").isTrue();
            }
        }
    }

    private HikariDataSource empty(String name) {
        engine(name).prepare();
        return pool(name);
    }

    private HikariDataSource pool(String name) {
        return new HikariDataSource(engine(name).pool());
    }

    private SqliteEngine engine(String name) {
        return engine(folder.resolve(name));
    }

    private static SqliteEngine engine(Path file) {
        return new SqliteEngine("jdbc:sqlite:" + file);
    }

    private static void execute(HikariDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String history(HikariDataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT group_concat(installed_rank || script || installed_on)"
                        + " FROM flyway_schema_history")) {
            return row.getString(1);
        }
    }

    /** Every table, index and trigger as SQLite keeps it, and every row but for when it was made and by whom. */
    private List<String> dump(String name) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid")) {
                while (rows.next()) {
                    if (rows.getString(1).equals("table")) {
                        tables.add(rows.getString(2));
                    }
                    all.add(rows.getString(2));
                    all.add(rows.getString(1) + " of " + rows.getString(3) + ": " + rows.getString(4));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\" ORDER BY rowid")) {
                    while (rows.next()) {
                        List<String> values = new ArrayList<>();
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            if (!rows.getMetaData().getColumnName(i).matches("installed_(on|by)|execution_time")) {
                                values.add(String.valueOf(rows.getObject(i)));
                            }
                        }
                        all.add(table + ": " + values.get(0));
                        all.add(String.join("|", values));
                    }
                }
            }
        }
        return all;
    }
}
