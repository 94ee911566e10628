package bot.herald.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A simulator's HTTP and WebSocket server on 127.0.0.1. */
public final class LoopbackServer {
    public static final String HOST = "127.0.0.1";

    private static final Logger log = LoggerFactory.getLogger(LoopbackServer.class);

    private final Server server;
    private final ServerConnector connector;

    private LoopbackServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Binds the port without accepting connections yet.
     *
     * @throws UncheckedIOException around a {@link BindException} if the port is taken
     */
    public static LoopbackServer at(int port) {
        QueuedThreadPool threads = new QueuedThreadPool(64);
        threads.setName("simulator");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new Entrance(server, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            throw cannotListen(port, e);
        }
        return new LoopbackServer(server, connector);
    }

    private static UncheckedIOException cannotListen(int port, IOException cause) {
        BindException taken = new BindException(
                "port " + port + " on " + HOST
                        + " cannot be used, probably because another program uses it: choose another port, or 0 for any free one");
        taken.initCause(cause);
        return new UncheckedIOException(String.valueOf(taken.getMessage()), taken);
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** @throws UncheckedIOException if it cannot start; the port is then released */
    public void start(Handler handler) {
        server.setHandler(handler);
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
        container.setIdleTimeout(Duration.ZERO);
        try {
            server.start();
        } catch (Exception e) {
            connector.close();
            throw new UncheckedIOException(new IOException("the simulator could not start", e));
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the simulator did not stop", e);
        }
    }

    /** Resets the TCP connection. */
    public static void reset(EndPoint endPoint) {
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                log.debug("connection already closed error={}", e.getClass().getSimpleName());
            }
        }
        endPoint.close();
    }

    /** Logs one line when connections cannot be accepted, where Jetty logs fifteen every second. */
    static final class Entrance extends ServerConnector {
        private static final Logger log = LoggerFactory.getLogger(Entrance.class);
        /** Polled, because no event announces a free file descriptor. */
        private static final Duration PAUSE = Duration.ofSeconds(1);

        private volatile boolean isShut;

        Entrance(Server server, HttpConnectionFactory factory) {
            super(server, 1, 1, factory);
        }

        @Override
        public void accept(int acceptor) throws IOException {
            super.accept(acceptor);
            isShut = false;
        }

        @Override
        protected boolean handleAcceptFailure(Throwable failure) {
            if (!isRunning() || !(failure instanceof IOException) || failure instanceof ClosedChannelException) {
                return super.handleAcceptFailure(failure);
            }
            if (!isShut) {
                log.error(
                        "the simulator cannot accept connections: {}. Let the process open more files, for example"
                                + " with `ulimit -n 4096`",
                        failure.getMessage());
            }
            isShut = true;
            LockSupport.parkNanos(PAUSE.toNanos());
            return true;
        }
    }
}
