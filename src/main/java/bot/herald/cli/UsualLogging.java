package bot.herald.cli;

import static java.util.Map.entry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * Herald's default logging, unless {@code -Dlogback.configurationFile} names a file. Logback finds this class through the
 * service loader. It is code because parsing the same from a file takes a tenth of the start.
 */
public final class UsualLogging extends ContextAwareBase implements Configurator {
    /**
     * Twitch4J and its HTTP clients print tokens at debug level; the others only talk too much. What is off, Herald tells
     * in its own words: that the database or Discord cannot be reached, and why.
     */
    private static final Map<String, Level> QUIET = Map.ofEntries(
            entry("com.github.philippheuer", Level.WARN),
            entry("com.github.twitch4j", Level.WARN),
            entry("com.netflix", Level.ERROR),
            entry("com.zaxxer", Level.OFF),
            entry("io.github.xanthic", Level.WARN),
            entry("net.dv8tion.jda", Level.WARN),
            entry("net.dv8tion.jda.internal.requests.Requester", Level.OFF),
            entry("net.dv8tion.jda.internal.requests.WebSocketClient", Level.OFF),
            entry("okhttp3", Level.WARN),
            entry("org.eclipse.jetty", Level.WARN),
            entry("org.flywaydb", Level.WARN));

    static final String CONSOLE = "STDERR";
    static final String FILE_PROPERTY = "logback.configurationFile";

    /** For the service loader. */
    public UsualLogging() {}

    @Override
    public ExecutionStatus configure(LoggerContext logback) {
        if (System.getProperty(FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        apply(logback);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void apply(LoggerContext logback) {
        QUIET.forEach((name, level) -> logback.getLogger(name).setLevel(level));
        Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        Appender<ILoggingEvent> console = Logs.console(logback, Logs.text(logback, Logs.SHORT_PATTERN));
        console.setName(CONSOLE);
        root.addAppender(console);
    }
}
