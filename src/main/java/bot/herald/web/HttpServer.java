package bot.herald.web;

import bot.herald.auth.Completion.Connected;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.StartupException;
import bot.herald.web.Readiness.Missing;
import bot.herald.web.pages.Pages;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves Herald's pages and routes.
 *
 * <p>Safe for concurrent use once started. Closing finishes the requests under way, for a few seconds.
 */
public final class HttpServer implements Component {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    private final WebSettings settings;
    private final JettyServer jetty;
    private final FeedSockets feeds;
    private final Site site;
    private final Optional<SetupServer> opened;

    public HttpServer(WebSettings settings, WebServices services) {
        this(settings, services, Optional.empty());
    }

    /** @param opened its port is taken over until this server is closed */
    public HttpServer(WebSettings settings, WebServices services, Optional<SetupServer> opened) {
        this(settings, services, new FeedSockets(), opened);
    }

    private HttpServer(WebSettings settings, WebServices services, FeedSockets feeds, Optional<SetupServer> opened) {
        this(
                settings,
                services,
                feeds,
                opened,
                new KeptForms(settings, services.people().clock()));
    }

    private HttpServer(
            WebSettings settings,
            WebServices services,
            FeedSockets feeds,
            Optional<SetupServer> opened,
            KeptForms forms) {
        this(settings, routes(settings, services, feeds, opened, forms), ServerLimits.DEFAULT, feeds, opened, forms);
    }

    HttpServer(WebSettings settings, List<Route> routes, ServerLimits limits) {
        this(settings, routes, limits, new FeedSockets(), Optional.empty(), new KeptForms(settings, Clock.systemUTC()));
    }

    private HttpServer(
            WebSettings settings,
            List<Route> routes,
            ServerLimits limits,
            FeedSockets feeds,
            Optional<SetupServer> opened,
            KeptForms forms) {
        this.settings = settings;
        this.feeds = feeds;
        this.opened = opened;
        this.site = new Site(routes, settings, new Problems(settings, new Pages(Assets.frame(settings)), forms));
        this.jetty = opened.map(SetupServer::http)
                .map(http -> http.jetty)
                .orElseGet(() -> new JettyServer(settings, site, limits));
    }

    private static List<Route> routes(
            WebSettings settings,
            WebServices services,
            FeedSockets feeds,
            Optional<SetupServer> opened,
            KeptForms forms) {
        BiPredicate<WebRequest, Connected> settingUp = (request, connected) ->
                opened.filter(setup -> setup.connected(request, connected)).isPresent();
        List<Route> routes = new ArrayList<>(Routes.of(
                settings,
                services,
                feeds,
                forms,
                settingUp,
                request -> opened.filter(setup -> setup.admits(request)).isPresent()));
        opened.ifPresent(setup -> routes.addAll(setup.endpoints().routes()));
        return routes;
    }

    /** The routes of an instance that waits for the database lock: it is alive, but another one has the answers. */
    public static HttpServer standingBy(WebSettings settings) {
        return new HttpServer(settings, standbyRoutes(), ServerLimits.DEFAULT);
    }

    /** Makes a proxy that checks the front page choose the active instance. */
    private static List<Route> standbyRoutes() {
        String why = "another Herald runs on this database, and this one stands by";
        List<Route> routes = new ArrayList<>(
                new StatusEndpoints(() -> List.of(new Missing("only-instance", why)), () -> "").routes());
        routes.add(Route.get(
                "/",
                request ->
                        Answer.json(503, Json.write(Map.of("error", Map.of("code", "standing-by", "message", why))))));
        return List.copyOf(routes);
    }

    @Override
    public String name() {
        return "web";
    }

    @Override
    public void start() {
        if (opened.isPresent()) {
            jetty.serve(site);
        } else {
            listen();
        }
        feeds.start();
        log.info("address={} port={} web server is listening", settings.bind(), port());
    }

    private void listen() {
        if (new InetSocketAddress(settings.bind(), settings.port()).isUnresolved()) {
            throw new StartupException("Herald cannot listen on " + settings.bind()
                    + ": this machine does not know that address. Set web.bind or HERALD_WEB_BIND to one of its own,"
                    + " such as 127.0.0.1.");
        }
        try {
            jetty.start();
        } catch (Exception e) {
            StartupException why = cannotListen(e);
            jetty.stop();
            throw why;
        }
    }

    /**
     * Listens on this port, too, until it is closed.
     *
     * @return why it cannot, in words for the person who entered the port; empty if it can
     */
    Optional<String> listenOn(int port) {
        try {
            jetty.listenOn(port);
            return Optional.empty();
        } catch (Exception e) {
            Optional<BindException> refused = bindFailure(e);
            String why = refused.isPresent()
                    ? String.valueOf(refused.get().getMessage())
                    : e.getClass().getName();
            return Optional.of("Herald cannot listen on port " + port + " (" + why + "). Enter another one.");
        }
    }

    /**
     * The port it listens on.
     *
     * @throws IllegalStateException if it has not been started
     */
    public int port() {
        return jetty.port().orElseThrow(() -> new IllegalStateException("the web server has not been started"));
    }

    /** The port for monitoring, if that is a separate one. */
    public OptionalInt managementPort() {
        return jetty.managementPort();
    }

    @Override
    public Health check() {
        return jetty.port().isPresent()
                ? Health.UP
                : Health.down("the web server is not listening: Herald is starting or stopping");
    }

    @Override
    public void close() {
        feeds.close();
        if (opened.isPresent()) {
            jetty.serve(opened.get().http().site);
        } else {
            jetty.stop();
        }
    }

    private StartupException cannotListen(Exception failure) {
        if (jetty.port().isPresent() && settings.management().isPresent()) {
            return new StartupException(
                    "Herald cannot listen on " + settings.management().get() + ": set web.management-bind or"
                            + " HERALD_WEB_MANAGEMENT_BIND to an address of this machine and a free port, or leave it"
                            + " empty.",
                    failure);
        }
        String where = settings.bind() + ":" + settings.port();
        Optional<BindException> refused = bindFailure(failure);
        if (refused.isEmpty()) {
            return new StartupException(
                    "Herald cannot listen on " + where + " ("
                            + failure.getClass().getName()
                            + "). Set web.bind (HERALD_WEB_BIND) and web.port (HERALD_WEB_PORT) to what it may use.",
                    failure);
        }
        String remedy = isOurs(settings.bind())
                ? "Stop the program that uses this port, or set web.port or HERALD_WEB_PORT to a free one."
                : "Set web.bind or HERALD_WEB_BIND to an address of this machine, such as 127.0.0.1.";
        return new StartupException(
                "Herald cannot listen on " + where + " (" + refused.get().getMessage() + "). " + remedy, failure);
    }

    /** Whether this machine has the address; asked only after listening on it failed. */
    private static boolean isOurs(String bind) {
        try {
            InetAddress address = InetAddress.getByName(bind);
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<BindException> bindFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }
}
