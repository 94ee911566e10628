package bot.herald.web;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections. When the process runs out of file descriptors, it logs one line where Jetty logs fifteen every second, and goes
 * on once some are free again.
 */
final class Entrance extends ServerConnector {
    private static final Logger log = LoggerFactory.getLogger(Entrance.class);
    /** There is no event for a descriptor becoming free. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private volatile boolean isShut;

    Entrance(Server server, ConnectionFactory factory) {
        super(server, 1, 1, factory);
    }

    @Override
    public void accept(int acceptor) throws IOException {
        super.accept(acceptor);
        if (isShut) {
            isShut = false;
            log.info("the web server accepts connections again");
        }
    }

    @Override
    protected boolean handleAcceptFailure(Throwable failure) {
        if (failure instanceof ClosedChannelException) {
            // It was shut on purpose, because the server stops.
            return false;
        }
        if (!isRunning() || !(failure instanceof IOException)) {
            return super.handleAcceptFailure(failure);
        }
        if (!isShut) {
            log.error(
                    "the web server cannot accept connections: {}. Let the process open more files, for example by `ulimit -n 4096`,"
                            + " or LimitNOFILE=4096 in its systemd unit",
                    failure.getMessage());
        }
        isShut = true;
        LockSupport.parkNanos(PAUSE.toNanos());
        return true;
    }
}
