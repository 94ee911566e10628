package bot.herald.storage;

import bot.herald.lifecycle.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/** Reads another program's SQLite file whose tables are maps of a variable to a value; only ever read. */
public final class ForeignTables {
    private static final long LARGEST = 200L * 1024 * 1024;
    private static final int MOST_ROWS = 20_000;
    private static final int LONGEST = 10_000;
    private static final int SECONDS = 10;

    private ForeignTables() {}

    /**
     * The tables of those names that there are, each from its column {@code variable} to its column {@code value}.
     *
     * @throws StartupException if the file is larger than 200 MB, no SQLite database, or cannot be read
     */
    public static Map<String, Map<String, String>> read(Path file, List<String> names) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new StartupException(file + " is larger than 200 MB");
            }
        } catch (IOException e) {
            throw new StartupException("cannot read " + file + ": " + e.getMessage());
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            statement.execute("PRAGMA query_only = 1");
            Map<String, Map<String, String>> tables = new LinkedHashMap<>();
            for (String name : names) {
                if (exists(statement, name)) {
                    tables.put(name, table(statement, name));
                }
            }
            return tables;
        } catch (SQLException e) {
            throw new StartupException("cannot read " + file + ": it is not a SQLite database, is incomplete, or this"
                    + " user may not read it (code " + e.getErrorCode() + ")");
        }
    }

    private static boolean exists(Statement statement, String name) throws SQLException {
        try (ResultSet found =
                statement.executeQuery("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '" + name + "'")) {
            return found.next();
        }
    }

    private static Map<String, String> table(Statement statement, String name) throws SQLException {
        Map<String, String> rows = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery(
                "SELECT variable, substr(value, 1, " + LONGEST + ") AS value FROM " + name + " LIMIT " + MOST_ROWS)) {
            while (row.next()) {
                String variable = row.getString("variable");
                String value = row.getString("value");
                if (variable != null && value != null) {
                    rows.put(variable, value);
                }
            }
        }
        return rows;
    }
}
