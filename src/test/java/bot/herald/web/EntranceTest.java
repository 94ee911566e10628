package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EntranceTest {
    private final Server server = new Server();
    private final Entrance entrance = new Entrance(server, new HttpConnectionFactory());
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(Entrance.class);

    @BeforeEach
    void open() throws Exception {
        entrance.setHost("127.0.0.1");
        server.addConnector(entrance);
        server.start();
        told.start();
        log.setLevel(Level.INFO);
        log.addAppender(told);
    }

    @AfterEach
    void close() throws Exception {
        log.detachAppender(told);
        server.stop();
    }

    @Test
    void nothingIsSaidOfAnEntranceThatIsShutOnPurpose() throws Exception {
        assertThat(entrance.handleAcceptFailure(new AsynchronousCloseException()))
                .as("goes on taking")
                .isFalse();
        server.stop();

        assertThat(told.list).isEmpty();
    }

    @Test
    void whatKeepsConnectionsOutIsSaidOnceWithWhatToDo() {
        IOException failure = new IOException("Too many open files");

        assertThat(entrance.handleAcceptFailure(failure)).as("goes on taking").isTrue();
        assertThat(entrance.handleAcceptFailure(failure)).isTrue();

        assertThat(told.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains("Too many open files", "ulimit -n", "LimitNOFILE");
            assertThat(line.getThrowableProxy()).isNull();
        });
    }
}
