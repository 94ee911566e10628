package bot.herald.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * How Herald logs unless {@code logback.configurationFile} or a {@code logback.xml} says otherwise. Found by logback itself; in
 * code, because reading the same from a file takes a tenth of the start.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL - 1)
public final class UsualLogging extends ContextAwareBase implements Configurator {
    /** Twitch4J and its HTTP clients print tokens at debug level; the others only talk too much. */
    private static final Map<String, Level> QUIET = Map.of(
            "com.github.philippheuer", Level.WARN,
            "com.github.twitch4j", Level.WARN,
            "com.netflix", Level.ERROR,
            "com.zaxxer", Level.WARN,
            "io.github.xanthic", Level.WARN,
            "okhttp3", Level.WARN,
            "org.eclipse.jetty", Level.WARN,
            "org.flywaydb", Level.WARN);

    static final String CONSOLE = "STDERR";

    /** For logback, which makes its own. */
    public UsualLogging() {}

    @Override
    public ExecutionStatus configure(LoggerContext logback) {
        QUIET.forEach((name, level) -> logback.getLogger(name).setLevel(level));
        Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        Appender<ILoggingEvent> console = Logs.console(logback, Logs.text(logback, Logs.SHORT_PATTERN));
        console.setName(CONSOLE);
        root.addAppender(console);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
