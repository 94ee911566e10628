package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.config.LogConfig;
import bot.herald.identity.Secret;
import bot.herald.lifecycle.StartupException;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** Where log lines go and how they look. */
class LogsTest {
    private static final int MEGABYTE = 1024 * 1024;

    @TempDir
    Path folder = Path.of("");

    private final LoggerContext logback = new LoggerContext();

    @BeforeEach
    void begin() {
        logback.setMDCAdapter(new LogbackMDCAdapter());
    }

    @AfterEach
    void stop() {
        logback.stop();
    }

    @Test
    void aJsonLineIsOneObjectWithItsTextOnce() throws IOException {
        Path file = folder.resolve("logs/herald.log");
        configure(LogConfig.Level.INFO, LogConfig.Format.JSON, file);

        logger("bot.herald.auth.Test").info("user={} login={} \"quoted\"\nsecond line", "123", "alice");
        logger("bot.herald.auth.Test").warn("token={}", new Secret("hush"));

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("formattedMessage").asText()).isEqualTo("user=123 login=alice \"quoted\"\nsecond line");
        assertThat(first.get("level").asText()).isEqualTo("INFO");
        assertThat(first.get("loggerName").asText()).isEqualTo("bot.herald.auth.Test");
        assertThat(first.get("timestamp").isNumber()).isTrue();
        assertThat(lines.get(1)).contains("token=[secret]").doesNotContain("hush");
    }

    @Test
    void nothingThatIsLoggedBeginsALineOfItsOwnOrRulesATerminal() throws IOException {
        Path file = folder.resolve("herald.log");
        configure(LogConfig.Level.INFO, LogConfig.Format.TEXT, file);

        logger("bot.herald.Test")
                .warn(
                        "Twitch says {}",
                        "no\r\n2026-01-01 ERROR Herald forged\u001B[2J\u009B31m\u0085a\u2028b\u2029c\u202Ed\te");
        logger("bot.herald.Test").error("failed", new IllegalStateException("odd\r\n2026-01-01 ERROR forged\u001B[2J"));

        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).endsWith("Test Twitch says no 2026-01-01 ERROR Herald forged [2J 31m a b c d e");
        assertThat(lines.get(1)).endsWith("Test failed");
        assertThat(lines.subList(2, lines.size()))
                .anyMatch(line -> line.endsWith("IllegalStateException: odd 2026-01-01 ERROR forged [2J"))
                .anyMatch(line -> line.startsWith("\tat " + LogsTest.class.getName()))
                .noneMatch(line -> line.startsWith("2026") || line.contains("\u001B"));
    }

    @Test
    void theFileItsFolderAndWhatIsPutAsideAreTheirOwnersAlone() throws IOException {
        Path file = folder.resolve("logs/herald.log");
        Files.createDirectory(folder.resolve("older"));
        Path older = Files.createFile(folder.resolve("older/herald.log.2026-01-01.0.gz"));
        Files.setPosixFilePermissions(older, PosixFilePermissions.fromString("rw-r--r--"));
        configure(LogConfig.Level.INFO, LogConfig.Format.TEXT, file);
        configure(LogConfig.Level.INFO, LogConfig.Format.TEXT, folder.resolve("older/herald.log"));

        assertThat(modeOf(file.resolveSibling("."))).isEqualTo("rwx------");
        assertThat(modeOf(file)).isEqualTo("rw-------");
        assertThat(modeOf(older)).isEqualTo("rw-------");
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void aTextLineBeginsWithTheDay() throws IOException {
        Path file = folder.resolve("herald.log");
        configure(LogConfig.Level.INFO, LogConfig.Format.TEXT, file);

        logger("bot.herald.auth.Test").info("user={}", "123");

        assertThat(Files.readString(file))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Test user=123\n");
    }

    @Test
    void debugIsForHeraldAloneBecauseLibrariesPrintTokensThere() throws IOException {
        Path file = folder.resolve("herald.log");
        configure(LogConfig.Level.DEBUG, LogConfig.Format.TEXT, file);

        logger("bot.herald.auth.Test").debug("ours");
        logger("com.example.Library").debug("theirs");

        assertThat(Files.readString(file)).contains("ours").doesNotContain("theirs");
    }

    @Test
    void librariesThatPrintTokensStayQuietHoweverMuchHeraldSays() throws IOException {
        UsualLogging.apply(logback);
        Path file = folder.resolve("herald.log");
        configure(LogConfig.Level.DEBUG, LogConfig.Format.TEXT, file);
        logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(UsualLogging.CONSOLE);

        logger("com.github.twitch4j.helix.TwitchHelix").info("theirs");
        logger("com.netflix.config.Configuration").warn("theirs");
        logger("com.example.Library").info("another");
        logger("bot.herald.auth.Test").debug("ours");

        assertThat(Files.readString(file)).contains("another", "ours").doesNotContain("theirs");
    }

    @Test
    void whoNamesAFileForLogbackIsNotOverruled() {
        // The tests do, for themselves.
        assertThat(System.getProperty(UsualLogging.FILE_PROPERTY)).isNotNull();

        assertThat(new UsualLogging().configure(logback)).isEqualTo(Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY);

        assertThat(logback.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders())
                .isExhausted();
    }

    @Test
    void logbackFindsTheUsualLoggingByItself() {
        assertThat(ServiceLoader.load(Configurator.class).stream().map(ServiceLoader.Provider::type))
                .contains(UsualLogging.class);
    }

    @Test
    void theLevelKeepsLesserLinesOut() throws IOException {
        Path file = folder.resolve("herald.log");
        configure(LogConfig.Level.ERROR, LogConfig.Format.TEXT, file);

        logger("bot.herald.auth.Test").warn("less");
        logger("com.example.Library").warn("less");
        logger("com.example.Library").error("enough");

        assertThat(Files.readString(file)).contains("enough").doesNotContain("less");
    }

    @Test
    void aFullFileIsPutAsideAndPacked() {
        Path file = folder.resolve("herald.log");
        configure(LogConfig.Level.INFO, LogConfig.Format.TEXT, file);
        Logger log = logger("bot.herald.Test");
        String line = "x".repeat(1000);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            for (int i = 0; i < 300; i++) {
                log.info(line);
            }
            return putAside().stream().filter(name -> name.endsWith(".gz")).count() >= 2;
        });

        assertThat(putAside()).allMatch(name -> name.matches("herald\\.log\\.\\d{4}-\\d\\d-\\d\\d\\.\\d+.*"));
        assertThat(file).isRegularFile();
        assertThat(file.toFile().length()).isLessThan(8L * MEGABYTE);
    }

    /** As on a full disk, where logback leaves both files behind and does not try again. */
    @Test
    void aFileThatCouldNotBePackedIsPackedAtTheNextStart() throws IOException {
        Path plain = Files.writeString(folder.resolve("herald.log.2026-01-01.0"), "a line\n");
        Path packed = Files.writeString(folder.resolve("herald.log.2026-01-01.0.gz"), "half");
        Path another = Files.writeString(folder.resolve("another.log.2026-01-01.0"), "");

        configure(LogConfig.Level.INFO, LogConfig.Format.TEXT, folder.resolve("herald.log"));

        assertThat(new GZIPInputStream(Files.newInputStream(packed))).hasContent("a line\n");
        assertThat(modeOf(packed)).isEqualTo("rw-------");
        assertThat(plain).doesNotExist();
        assertThat(another).exists();
    }

    @Test
    void aFileThatCannotBeWrittenIsAnErrorThatNamesTheKey() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(
                        () -> configure(LogConfig.Level.INFO, LogConfig.Format.TEXT, notAFolder.resolve("herald.log")))
                .withMessageContaining("log.file");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> configure(LogConfig.Level.INFO, LogConfig.Format.TEXT, folder))
                .withMessageContaining("log.file");
    }

    private List<String> putAside() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("herald.log"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void configure(LogConfig.Level level, LogConfig.Format format, Path file) {
        Logs.configure(new LogConfig(level, format, Optional.of(file), 1, 7), logback);
    }

    private Logger logger(String name) {
        return logback.getLogger(name);
    }
}
