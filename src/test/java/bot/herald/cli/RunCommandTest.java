package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RunCommandTest {
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    Path folder = Path.of("");

    /** A warning that is logged before is missing in the log file. */
    @Test
    void whatARunLogsFirstIsLoggedAsTheConfigurationSays() throws IOException {
        Path file = Files.writeString(
                folder.resolve("config.yaml"), "twitch: {client-id: abc, client-secret: hush}\nweb: {port: }\n");
        RecordingActions actions = new RecordingActions();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(RunCommand.class);
        Level before = log.getLevel();
        log.setLevel(Level.INFO);
        log.addAppender(lines);
        try {
            PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
            Cli.execute(new String[] {"run"}, actions, new RecordingUpkeep(), Map.of(), folder, nowhere, nowhere);
            assertThat(lines.list).isEmpty();

            actions.atStart.run();
        } finally {
            log.detachAppender(lines);
            log.setLevel(before);
        }

        assertThat(lines.list.get(0).getFormattedMessage())
                .matches("herald [0-9].* starts on Java " + Pattern.quote(Runtime.version() + ", ") + ".+");
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith(file + ":2: web.port: has no value"));
    }

    @Test
    void whoLetsJavaTakeAQuarterOfALargeMachineIsToldHowToStartLean() {
        assertThat(RunCommand.heapHint(6 * GIGABYTE, List.of("-jar", "herald.jar", "run")))
                .hasValueSatisfying(hint -> assertThat(hint)
                        .contains("6144 MB", "-XX:+UseSerialGC -Xmx512m -jar herald.jar run")
                        .doesNotContain("\n"));
    }

    @Test
    void whoChoseAHeapOrHasASmallMachineIsToldNothing() {
        assertThat(RunCommand.heapHint(GIGABYTE / 2, List.of("-jar", "herald.jar")))
                .isEmpty();
        assertThat(RunCommand.heapHint(6 * GIGABYTE, List.of("-Xmx6g", "-jar", "herald.jar")))
                .isEmpty();
        assertThat(RunCommand.heapHint(6 * GIGABYTE, List.of("-XX:MaxRAMPercentage=50", "-jar", "herald.jar")))
                .isEmpty();
    }
}
