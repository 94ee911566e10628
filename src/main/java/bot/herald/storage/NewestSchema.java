package bot.herald.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What all migrations together come to, written down by Flyway when Herald is built: so a start with nothing to do, or on an empty
 * SQLite file, does without Flyway.
 *
 * @param history what Flyway notes in a database that it has brought up to date
 * @param tables SQL that makes the same of an empty SQLite file, with its notes
 */
record NewestSchema(List<String> history, String tables) {
    private static final String HISTORY_FILE = "newest-history.txt";
    private static final String TABLES_FILE = "newest-sqlite.sql";

    /** Empty where nothing was written down, or a script has changed since, as while somebody works on one. */
    static Optional<NewestSchema> shipped() {
        URL history = NewestSchema.class.getResource(HISTORY_FILE);
        return history == null || isOutdated(history)
                ? Optional.empty()
                : Optional.of(new NewestSchema(read(HISTORY_FILE).lines().toList(), read(TABLES_FILE)));
    }

    /** A jar is made of what belongs together; in folders the scripts may be newer. */
    private static boolean isOutdated(URL history) {
        URL scripts = NewestSchema.class.getResource("/db/migration");
        if (scripts == null
                || !history.getProtocol().equals("file")
                || !scripts.getProtocol().equals("file")) {
            return false;
        }
        long written = file(history).lastModified();
        return Stream.of(Objects.requireNonNull(file(scripts).listFiles(), "a folder"))
                .anyMatch(script -> script.lastModified() > written);
    }

    private static File file(URL url) {
        return new File(URI.create(url.toString()));
    }

    /** What lies beside this class. */
    static String read(String name) {
        try (InputStream stream = Objects.requireNonNull(NewestSchema.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether exactly the known migrations were applied, none failed, and none was changed since; then Flyway finds nothing to do. */
    boolean isIn(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            try (ResultSet found =
                    connection.getMetaData().getTables(null, connection.getSchema(), "flyway_schema_history", null)) {
                if (!found.next()) {
                    return false;
                }
            }
            return historyOf(connection).equals(history);
        }
    }

    private static List<String> historyOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version, description, type, script, checksum, success"
                        + " FROM flyway_schema_history ORDER BY installed_rank")) {
            List<String> applied = new ArrayList<>();
            while (rows.next()) {
                applied.add(String.join(
                        "|",
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        Integer.toString(rows.getInt(5)),
                        rows.getBoolean(6) ? "good" : "failed"));
            }
            return applied;
        }
    }

    /**
     * All of it, or nothing.
     *
     * @return whether there was nothing in the SQLite file, so that it was made now
     */
    boolean makeIn(DataSource sqlite) throws SQLException {
        try (Connection connection = sqlite.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM sqlite_master")) {
                if (found.next()) {
                    connection.rollback();
                    return false;
                }
            }
            statement.executeUpdate(tables);
            connection.commit();
            return true;
        }
    }

    /**
     * Writes it down, when Herald is built.
     *
     * @param folder where this class's resources are
     */
    public static void main(String[] folder) throws IOException, SQLException {
        Path temporary = Files.createTempDirectory("herald-schema");
        Path file = temporary.resolve("newest.db");
        SqliteEngine engine = new SqliteEngine("jdbc:sqlite:" + file);
        engine.prepare();
        try (HikariDataSource pool = new HikariDataSource(engine.pool())) {
            int unused = Migrations.run(engine, pool);
            NewestSchema made = of(pool);
            Path out = Files.createDirectories(Path.of(folder[0]));
            Files.writeString(out.resolve(TABLES_FILE), made.tables());
            Files.write(out.resolve(HISTORY_FILE), made.history());
        }
        Files.delete(file);
        Files.delete(temporary);
    }

    /** @param migrated a SQLite database that Flyway has just made */
    static NewestSchema of(DataSource migrated) throws SQLException {
        try (Connection connection = migrated.getConnection();
                Statement statement = connection.createStatement()) {
            // The same scripts make the same file, whenever and however fast.
            int unused =
                    statement.executeUpdate("UPDATE flyway_schema_history SET installed_on = '2026-01-01 00:00:00.000',"
                            + " execution_time = 0, installed_by = ''");
            List<String> sql = column(
                    statement,
                    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                            + " ORDER BY rowid");
            for (String table :
                    column(statement, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")) {
                String values = String.join(
                        " || ', ' || ",
                        column(
                                statement,
                                "SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('" + table + "')"));
                sql.addAll(column(
                        statement,
                        "SELECT 'INSERT INTO \"" + table + "\" VALUES (' || " + values + " || ')' FROM \"" + table
                                + "\" ORDER BY rowid"));
            }
            return new NewestSchema(historyOf(connection), String.join(";\n", sql) + ";\n");
        }
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
