package bot.herald.config;

import bot.herald.config.ValueReaders.BadValue;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The parts of a JDBC address, so that the path of a SQLite file can be made absolute.
 *
 * @param prefix everything before the path; for PostgreSQL the whole address
 * @param path of the SQLite file; empty for PostgreSQL
 * @param suffix the parameters from {@code ?} on
 */
record DatabaseUrl(String prefix, String path, String suffix) {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String SQLITE_URI = "jdbc:sqlite:file:";

    static DatabaseUrl parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(text, "", "");
        }
        if (!text.startsWith(SQLITE)) {
            throw new BadValue("must start with jdbc:sqlite: or jdbc:postgresql:");
        }
        String prefix = text.startsWith(SQLITE_URI) ? SQLITE_URI : SQLITE;
        int parameters = text.indexOf('?');
        int end = parameters < 0 ? text.length() : parameters;
        String path = text.substring(prefix.length(), end);
        String suffix = text.substring(end);
        if (path.startsWith(":memory:") || suffix.toLowerCase(Locale.ROOT).contains("mode=memory")) {
            throw new BadValue("must name a file: a database in memory cannot do write-ahead logging (WAL),"
                    + " which Herald needs, and would forget every token at the end");
        }
        if (path.isBlank() || path.startsWith(":")) {
            throw new BadValue("must name a file after jdbc:sqlite:, such as jdbc:sqlite:data/herald.db");
        }
        ValueReaders.path(path);
        return new DatabaseUrl(prefix, path, suffix);
    }

    /** The address, with a relative path resolved against {@code folder}. */
    String startingAt(Path folder) {
        return path.isEmpty() ? prefix : prefix + folder.resolve(path).normalize() + suffix;
    }
}
