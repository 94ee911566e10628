package bot.herald.web;

import java.util.OptionalInt;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty, set up for Herald. */
final class JettyServer {
    private static final Logger log = LoggerFactory.getLogger(JettyServer.class);

    private final Server server;
    private final ServerConnector connector;
    private volatile Site site;

    JettyServer(WebSettings settings, Site site, ServerLimits limits) {
        this.site = site;
        QueuedThreadPool threads = new QueuedThreadPool(limits.threads(), 2);
        threads.setName("web");
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRelativeRedirectAllowed(true);
        http.setRequestHeaderSize(limits.requestHeaderBytes());
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.bind());
        connector.setPort(settings.port());
        connector.setIdleTimeout(limits.idle().toMillis());
        // Browsers keep connections open; those that rest need not be waited for when the server stops.
        connector.setShutdownIdleTimeout(100);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        connector.addBean(new TrickleGuard(connector, limits.idle()));
        server.setHandler(new GracefulHandler(new JettyBridge(this::site, limits)));
        ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(server);
        sockets.setIdleTimeout(FeedSockets.IDLE);
        server.setErrorHandler(new JettyErrors(this::site));
        server.setStopTimeout(limits.stop().toMillis());
    }

    private Site site() {
        return site;
    }

    /** Answers by another site from now on; requests on their way are finished by the old one. */
    void serve(Site next) {
        site = next;
    }

    void start() throws Exception {
        server.start();
    }

    OptionalInt port() {
        int port = connector.getLocalPort();
        return port > 0 ? OptionalInt.of(port) : OptionalInt.empty();
    }

    void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("web server did not stop in order: {}", e.getClass().getName());
        }
    }
}
