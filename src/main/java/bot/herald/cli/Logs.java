package bot.herald.cli;

import bot.herald.config.LogConfig;
import bot.herald.lifecycle.StartupException;
import bot.herald.security.OwnerOnly;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Changes how much is logged, and where to. */
final class Logs {
    /** Characters that begin a line, control a terminal or reverse text. */
    private static final String UNSEEN = "\0-\10\13-\37\177-\237\u2028-\u202E\u2066-\u2069";

    /**
     * Text from elsewhere, such as Twitch's or an exception's, cannot begin a line that looks like one of ours. Stack traces
     * keep the lines that Java writes.
     */
    private static final String TEXT = "%replace(%msg){'[\t\n" + UNSEEN + "]+',' '}%n" + "%replace(%ex){'(?:[" + UNSEEN
            + "]|\n(?!\t|Caused by: |\\z))+',' '}";

    /** Without the date, for the console. */
    static final String SHORT_PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} " + TEXT;

    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0} " + TEXT;
    private static final long MEGABYTE = 1024 * 1024;

    private Logs() {}

    /** For commands that print what they do. */
    static void onlyWarnings() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        }
    }

    /**
     * Applies the configuration from now on.
     *
     * @throws StartupException if the log file cannot be written
     */
    static void configure(LogConfig config) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            configure(config, logback);
        }
    }

    static void configure(LogConfig config, LoggerContext logback) {
        Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        Level level = Level.toLevel(config.level().name());
        // Libraries never say more than usual: at debug level some of them print tokens.
        root.setLevel(level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO);
        logback.getLogger("bot.herald").setLevel(level);
        if (config.format() == LogConfig.Format.JSON) {
            root.detachAndStopAllAppenders();
            root.addAppender(console(logback, json(logback)));
        }
        config.file().ifPresent(file -> root.addAppender(rolling(config, file, logback)));
    }

    static ConsoleAppender<ILoggingEvent> console(LoggerContext logback, Encoder<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(logback);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static RollingFileAppender<ILoggingEvent> rolling(LogConfig config, Path file, LoggerContext logback) {
        createFolder(file);
        packLeftOvers(file);
        RollingFileAppender<ILoggingEvent> appender = new OwnersLog();
        appender.setContext(logback);
        appender.setFile(file.toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(logback);
        policy.setMaxFileSize(new FileSize(config.fileMegabytes() * MEGABYTE));
        policy.setParent(appender);
        // In logback's pattern, only % needs escaping; other escapes would end up in the name.
        policy.setFileNamePattern(file.toString().replace("%", "\\%") + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxHistory(config.keepDays());
        policy.setCleanHistoryOnStart(true);
        policy.start();
        appender.setRollingPolicy(policy);
        appender.setEncoder(config.format() == LogConfig.Format.JSON ? json(logback) : text(logback, PATTERN));
        appender.start();
        if (!appender.isStarted()) {
            throw cannotWrite(file);
        }
        return appender;
    }

    /** Makes each new log file, and those put aside by then, readable by their owner alone. */
    private static final class OwnersLog extends RollingFileAppender<ILoggingEvent> {
        @Override
        public void openFile(String name) throws IOException {
            super.openFile(name);
            Path file = Path.of(name).toAbsolutePath();
            try (Stream<Path> all = Files.list(folder(file))) {
                for (Path one : all.filter(
                                other -> other.getFileName().toString().startsWith(String.valueOf(file.getFileName())))
                        .toList()) {
                    OwnerOnly.close(one);
                }
            }
        }
    }

    private static void createFolder(Path file) {
        try {
            OwnerOnly.createFolders(folder(file));
        } catch (IOException e) {
            throw cannotWrite(file);
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw cannotWrite(file);
        }
    }

    /**
     * Packs files that an earlier run could not pack, because the disk was full or it ended: logback tries only once, and
     * leaves the file and a part of the packed one.
     */
    private static void packLeftOvers(Path file) {
        Pattern leftOver =
                Pattern.compile(Pattern.quote(file.getFileName() + ".") + "[0-9]{4}-[0-9]{2}-[0-9]{2}\\.[0-9]+");
        try (Stream<Path> all = Files.list(folder(file))) {
            for (Path one : all.filter(other ->
                            leftOver.matcher(other.getFileName().toString()).matches())
                    .toList()) {
                pack(one, one.resolveSibling(one.getFileName() + ".gz"));
            }
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(Logs.class)
                    .warn(
                            "a log file that was put aside cannot be packed ({}); the next start tries again",
                            e.getMessage());
        }
    }

    /** @param packed is replaced if it is there */
    private static void pack(Path plain, Path packed) throws IOException {
        Files.deleteIfExists(packed);
        OwnerOnly.create(packed);
        try {
            try (OutputStream to = new GZIPOutputStream(Files.newOutputStream(packed))) {
                Files.copy(plain, to);
            }
        } catch (IOException e) {
            Files.delete(packed);
            throw e;
        }
        Files.delete(plain);
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }

    private static StartupException cannotWrite(Path file) {
        return new StartupException("cannot write the log file " + file
                + ": it must be a file, in a folder, that this user may write; or set log.file to another");
    }

    static Encoder<ILoggingEvent> text(LoggerContext logback, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logback);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext logback) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(logback);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMarkers(false);
        encoder.setWithMDC(false);
        encoder.setWithKVPList(false);
        // The text once, with its arguments in place.
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
