package bot.herald.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What is logged, and where besides standard error.
 *
 * @param file absolute; empty for no log file
 * @param fileMegabytes the size at which the file is rotated
 * @param keepDays how long rotated files are kept
 */
public record LogConfig(Level level, Format format, Optional<Path> file, int fileMegabytes, int keepDays) {
    public static final LogConfig DEFAULT = new LogConfig(Level.INFO, Format.TEXT, Optional.empty(), 10, 14);

    /** The lowest level that is logged. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** Lines for people, or one JSON object per line for programs. */
    public enum Format {
        TEXT,
        JSON;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
