package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoopbackServerTest {
    @Test
    void whatKeepsConnectionsOutIsSaidOnceWithWhatToDo() throws Exception {
        Server server = new Server();
        LoopbackServer.Entrance entrance = new LoopbackServer.Entrance(server, new HttpConnectionFactory());
        entrance.setHost(LoopbackServer.HOST);
        server.addConnector(entrance);
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        Logger log = (Logger) LoggerFactory.getLogger(LoopbackServer.Entrance.class);
        log.addAppender(told);
        server.start();
        try {
            IOException failure = new IOException("Too many open files");
            assertThat(entrance.handleAcceptFailure(failure))
                    .as("goes on taking")
                    .isTrue();
            assertThat(entrance.handleAcceptFailure(failure)).isTrue();
        } finally {
            server.stop();
            log.detachAppender(told);
        }

        assertThat(told.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains("Too many open files", "ulimit -n 4096");
            assertThat(line.getThrowableProxy()).isNull();
        });
    }
}
