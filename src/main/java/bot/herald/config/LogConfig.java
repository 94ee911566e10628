package bot.herald.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What is logged and where, beside standard error.
 *
 * @param file absolute; empty when there is no log file
 * @param fileMegabytes the size at which the file is put aside and another begun
 * @param keepDays for how long files put aside are kept
 */
public record LogConfig(Level level, Format format, Optional<Path> file, int fileMegabytes, int keepDays) {
    public static final LogConfig DEFAULT = new LogConfig(Level.INFO, Format.TEXT, Optional.empty(), 10, 14);

    /** From how much a line must matter to be written. */
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /** How a line looks: for people, or one JSON object for programs. */
    public enum Format {
        TEXT,
        JSON;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
