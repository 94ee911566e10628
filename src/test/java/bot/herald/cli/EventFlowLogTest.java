package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SimulatedUser;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the operator reads when events stop flowing. */
class EventFlowLogTest {
    @TempDir
    Path folder = Path.of("");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private final Logger log = (Logger) LoggerFactory.getLogger("bot.herald.channel.FlowWatch");

    @BeforeEach
    void listen() {
        appender.start();
        // Commands tested in the same process may have asked for warnings only.
        log.setLevel(Level.INFO);
        log.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(appender);
        log.setLevel(null);
    }

    @Test
    void oneLineSaysThatEventsStoppedForAChannelAndOneThatTheyFlowAgain() {
        try (Stage stage = new Stage(folder)) {
            stage.connectBot();
            SimulatedUser alice = stage.connectChannel("alice");
            stage.connectChannel("bob");
            awaitLines(2);
            assertThat(lines)
                    .as("one for each channel")
                    .allMatch(line -> line.contains(" events arrive, subscriptions="))
                    .anyMatch(line -> line.startsWith("broadcaster=" + alice.id() + " login=alice"));

            stage.twitch.revokeGrant(alice.id());
            awaitLines(3);
            stage.connectChannel("alice");
            awaitLines(4);

            assertThat(lines.get(2))
                    .contains("broadcaster=" + alice.id() + " login=alice")
                    .contains("some events do not arrive");
            assertThat(lines.get(3)).contains("broadcaster=" + alice.id()).contains("events arrive again after");
        }
    }

    private void awaitLines(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lines.size() >= count);
    }
}
