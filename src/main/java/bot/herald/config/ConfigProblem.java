package bot.herald.config;

/**
 * One mistake in the configuration, for the person who has to fix it; never holds the value of a secret.
 *
 * @param source the file, or the environment variable
 * @param line counted from 1; 0 when no line is to blame
 * @param key such as {@code web.port}; empty when the whole source is to blame
 */
public record ConfigProblem(String source, int line, String key, String message) {
    /** {@code config.yaml:3: web.port: must be ...}, on one line. */
    @Override
    public String toString() {
        return source + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
