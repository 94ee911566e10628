package bot.herald.lifecycle;

/**
 * A part of Herald with a life of its own.
 *
 * <p>Constructing does no I/O; {@link #start()} does. {@link #check()} is cheap and may be called repeatedly from any
 * thread. {@link #close()} frees only what the component opened itself, may be called twice, and never throws.
 */
public interface Component extends AutoCloseable {
    /** A short lower-case name for log lines and {@code /readyz}. */
    String name();

    /** @throws StartupException if the component cannot work, saying what to do next */
    void start();

    Health check();

    @Override
    void close();
}
