package bot.herald.web;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.StartupException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves pages, the OAuth redirects, health and metrics. */
public final class HttpServer implements Component {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final int THREADS = 16;
    private static final int IDLE_MILLIS = 30_000;
    private static final int HEADER_BYTES = 16_384;

    private final ListenAddress address;
    private final Server server;
    private final ServerConnector connector;

    /**
     * @param setupCode whether a code entitles to connect the bot account
     * @param botIsConnected for the landing page
     * @param down every component that is down, by name
     * @param metrics in Prometheus' text format
     */
    public HttpServer(
            ListenAddress address,
            Authorizations authorizations,
            Predicate<String> setupCode,
            BooleanSupplier botIsConnected,
            Supplier<Map<String, Health>> down,
            Supplier<String> metrics) {
        this.address = address;
        this.server = new Server(threads());
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        boolean https = "https".equals(address.publicUrl().getScheme());
        AuthRoutes auth = new AuthRoutes(authorizations, setupCode, new BrowserCookie(https));
        StatusRoutes status = new StatusRoutes(down, metrics);
        server.setErrorHandler(new PlainErrors());
        server.setHandler(new Router(new Pages(), new SecurityHeaders(https))
                .add(
                        "GET",
                        "/",
                        exchange -> exchange.page(
                                200, "landing.jte", Map.of("botIsConnected", botIsConnected.getAsBoolean())))
                .add("GET", "/auth/channel", auth::channel)
                .add("GET", "/auth/bot", auth::bot)
                .add("GET", "/auth/callback", auth::callback)
                .add("GET", "/healthz", status::healthz)
                .add("GET", "/readyz", status::readyz)
                .add("GET", "/metrics", status::metrics)
                .add("GET", "/assets/herald.svg", Assets.of("herald.svg", "image/svg+xml"))
                .add("GET", "/assets/herald.css", Assets.of("herald.css", "text/css; charset=utf-8")));
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("herald-web");
        return threads;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setIdleTimeout(IDLE_MILLIS);
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setUriCompliance(UriCompliance.RFC3986);
        return http;
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public void start() {
        connector.setHost(address.bind());
        connector.setPort(address.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setStopTimeout(2_000);
        try {
            server.start();
        } catch (Exception e) {
            throw notStarted(e);
        }
        log.info("web={}:{} public-url={}", address.bind(), port(), address.publicUrl());
    }

    private StartupException notStarted(Exception e) {
        String where = address.bind() + ":" + address.port();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof UnknownHostException) {
                return new StartupException("cannot listen on " + where
                        + ": another program has the port, or the address is not this machine's. Stop it, or set"
                        + " web.port (HERALD_WEB_PORT) or web.bind (HERALD_WEB_BIND).");
            }
        }
        return new StartupException("the web server does not start on " + where + " ("
                + e.getClass().getSimpleName() + ")");
    }

    /** The port in use; the configured one unless that is 0. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public Health check() {
        return server.isRunning() ? Health.UP : Health.down("stopped");
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("web server did not stop cleanly: {}", e.getClass().getSimpleName());
        }
    }
}
