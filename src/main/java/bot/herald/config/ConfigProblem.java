package bot.herald.config;

/**
 * One mistake in the configuration, for the person who has to fix it. Never contains the value of a secret.
 *
 * @param source the file, or the environment variable
 * @param line counted from 1; 0 if the problem is not in a line
 * @param key such as {@code web.port}; empty if the problem concerns the whole source
 */
public record ConfigProblem(String source, int line, String key, String message) {
    /** {@code config.yaml:3: web.port: must be ...}, on one line. */
    @Override
    public String toString() {
        return source + (line > 0 ? ":" + line : "") + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
