package bot.herald.web;

import bot.herald.lifecycle.SpareThreads;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty, set up for Herald: its threads read and write and never wait for an endpoint; those have {@link Lanes}. */
final class JettyServer {
    private static final Logger log = LoggerFactory.getLogger(JettyServer.class);
    private static final int THREADS = 8;
    private static final int IDLE_MILLIS = 10_000;
    private static final int MANAGEMENT_CONNECTIONS = 50;

    private final WebSettings settings;
    private final ServerLimits limits;
    private final Server server;
    /** The ports for browsers, the latest last. */
    private final List<ServerConnector> open = new CopyOnWriteArrayList<>();

    private final Optional<ServerConnector> management;
    private final Lanes lanes;
    private volatile Site site;

    JettyServer(WebSettings settings, Site site, ServerLimits limits) {
        this.settings = settings;
        this.limits = limits;
        this.site = site;
        this.lanes = new Lanes(limits.threads());
        server = new Server(threads("web"), new ScheduledExecutorScheduler(SpareThreads.timer()), null);
        open.add(forBrowsers(settings.port()));
        management = settings.management().map(address -> {
            ServerConnector own = connector(address.host(), address.port(), limits);
            own.setName(Door.MANAGEMENT.name());
            guard(own, settings, limits, MANAGEMENT_CONNECTIONS, MANAGEMENT_CONNECTIONS);
            return own;
        });
        server.setHandler(new GracefulHandler(new JettyBridge(this::site, limits, settings, lanes)));
        ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(server);
        sockets.setIdleTimeout(FeedSockets.IDLE);
        server.setErrorHandler(new Errors(this::site));
        server.setStopTimeout(limits.stop().toMillis());
    }

    private static QueuedThreadPool threads(String name) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName(name);
        threads.setIdleTimeout(IDLE_MILLIS);
        return threads;
    }

    private ServerConnector connector(String host, int port, ServerLimits limits) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRelativeRedirectAllowed(true);
        http.setRequestHeaderSize(limits.requestHeaderBytes());
        ServerConnector made = new Entrance(server, new HttpConnectionFactory(http));
        made.setHost(host);
        made.setPort(port);
        made.setIdleTimeout(limits.idle().toMillis());
        // Browsers keep connections open; stopping does not wait for idle ones.
        made.setShutdownIdleTimeout(100);
        server.addConnector(made);
        return made;
    }

    private static void guard(
            ServerConnector connector, WebSettings settings, ServerLimits limits, int connections, int ofOne) {
        connector.addBean(new ConnectionGuard(connections, ofOne, settings.secure()));
        connector.addBean(new TrickleGuard(connector, limits.idle()));
    }

    private Site site() {
        return site;
    }

    /** Answers with another site from now on; the old one finishes the requests it has begun. */
    void serve(Site next) {
        site = next;
    }

    void start() throws Exception {
        server.start();
    }

    /** Listens on this port, too, which {@link #port} names from now on. */
    synchronized void listenOn(int port) throws Exception {
        for (ServerConnector one : open) {
            if (one.getPort() == port) {
                open.remove(one);
                open.add(one);
                return;
            }
        }
        ServerConnector made = forBrowsers(port);
        server.manage(made);
        try {
            made.start();
        } catch (Exception e) {
            server.removeConnector(made);
            throw e;
        }
        open.add(made);
    }

    private ServerConnector forBrowsers(int port) {
        ServerConnector made = connector(settings.bind(), port, limits);
        guard(made, settings, limits, limits.connections(), limits.connectionsOfOne());
        return made;
    }

    OptionalInt port() {
        return port(open.get(open.size() - 1));
    }

    /** The port for monitoring, if that is a separate one. */
    OptionalInt managementPort() {
        return management.map(JettyServer::port).orElse(OptionalInt.empty());
    }

    private static OptionalInt port(ServerConnector connector) {
        int port = connector.getLocalPort();
        return port > 0 ? OptionalInt.of(port) : OptionalInt.empty();
    }

    void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("the web server did not stop cleanly: {}", e.getClass().getName());
        }
        lanes.close();
    }

    /** Answers what Jetty refuses by itself: requests it cannot read, oversized ones, and any while it stops. */
    private static final class Errors implements Request.Handler {
        /** For an unknown HTTP version, which is the client's fault like any other malformed line. */
        private static final int VERSION_NOT_SUPPORTED = 505;

        private final Supplier<Site> site;

        Errors(Supplier<Site> site) {
            this.site = site;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            WebRequest asked = JettyBridge.read(request, "");
            int status = response.getStatus() == VERSION_NOT_SUPPORTED ? 400 : response.getStatus();
            Site now = site.get();
            JettyBridge.write(now.problems().answer(HttpProblem.of(status), asked), now.headers(), response, callback);
            return true;
        }
    }
}
