package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.lifecycle.StartupException;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a command that fails prints and logs, and its exit code. */
class FailuresTest {
    private final RecordingActions actions = new RecordingActions();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theActionsExitCodeIsTheCommands() {
        actions.exitCode = 1;

        assertThat(demo()).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFailedStartShowsItsMessage() {
        actions.onCall = call -> {
            throw new StartupException("port 8080 is taken; choose another", new IllegalStateException("hunter2"));
        };

        assertThat(demo()).isEqualTo(1);
        assertThat(err.toString().lines()).containsExactly("herald: port 8080 is taken; choose another");
    }

    @Test
    void anUnexpectedFailureShowsItsClassAndPlaceButNotItsWords() {
        actions.onCall = call -> {
            throw new IllegalStateException("token hunter2");
        };

        assertThat(demo()).isEqualTo(1);
        assertThat(err.toString())
                .matches(
                        "herald: internal error: java\\.lang\\.IllegalStateException at bot\\.herald\\.cli\\.FailuresTest"
                                + "\\S*\\(FailuresTest\\.java:[0-9]+\\)\\R");
    }

    @Test
    void aDatabaseThatStopsAnsweringIsNoInternalError() {
        actions.onCall = call -> {
            throw new IllegalStateException(new SQLTransientConnectionException("hunter2"));
        };

        assertThat(demo()).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("herald: the database does not answer any more: try again when it does");
    }

    @Test
    void aFullDiskIsNamed() {
        actions.onCall = call -> {
            throw new IllegalStateException(new SQLException("could not extend file", "53100"));
        };

        assertThat(demo()).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("herald: the disk of the database is full: free some space and try again");
    }

    @Test
    void whoMayOpenNoMoreFilesIsToldHow() {
        actions.onCall = call -> {
            throw new UncheckedIOException(new IOException("closed", new SocketException("Too many open files")));
        };

        assertThat(demo()).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("herald: this process may open no more files")
                .contains("ulimit -n 4096", "LimitNOFILE=4096");
    }

    @Test
    void whoseLocaleCannotNameAFileIsToldHowToChangeIt() {
        actions.onCall = call -> {
            throw new ExceptionInInitializerError(new InvalidPathException("/home/j\u00F6rg", "unmappable characters"));
        };

        assertThat(demo()).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("LC_ALL=C.UTF-8");
    }

    @Test
    void theLogOfAnUnexpectedFailureHoldsClassAndFramesOnly() {
        actions.onCall = call -> {
            throw new IllegalStateException("token hunter2", new IOException("hunter2"));
        };
        Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            demo();
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getThrowableProxy()).isNull();
            assertThat(event.getFormattedMessage())
                    .startsWith(
                            "internal error class=java.lang.IllegalStateException frames=bot.herald.cli.FailuresTest")
                    .contains(" < bot.herald.cli.DemoCommand.call(")
                    .doesNotContain("hunter2");
        });
    }

    @Test
    void aBrokenInstallationEndsWithAnExitCodeToo() {
        actions.onCall = call -> {
            throw new NoClassDefFoundError("hunter2");
        };

        assertThat(demo()).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("herald: internal error: java.lang.NoClassDefFoundError at bot.herald.cli.FailuresTest")
                .doesNotContain("hunter2");
    }

    private int demo() {
        return Cli.execute(
                new String[] {"demo"},
                actions,
                new RecordingUpkeep(),
                Map.of(),
                Path.of(""),
                new PrintWriter(out),
                new PrintWriter(err));
    }
}
