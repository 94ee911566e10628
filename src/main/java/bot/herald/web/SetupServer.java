package bot.herald.web;

import bot.herald.auth.Completion.Connected;
import bot.herald.auth.Purpose;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.web.Readiness.Missing;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Serves the set-up page before there is a bot. The bot's own {@link HttpServer} takes over its port without closing it, so that no
 * request is refused in between.
 */
public final class SetupServer implements Component {
    private static final Missing NOT_SET_UP =
            new Missing("configuration", "Herald is not set up yet; open the link that it printed when it started");

    private final WebSettings settings;
    private final SetupAccess access;
    private final SetupEndpoints endpoints;
    private final HttpServer http;

    public SetupServer(WebSettings settings, SetupServices installing, Clock clock) {
        this.settings = settings;
        this.access = new SetupAccess(settings, clock);
        this.endpoints = new SetupEndpoints(settings, installing, access, clock);
        this.http = new HttpServer(settings, routes(), ServerLimits.DEFAULT);
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>(endpoints.routes());
        routes.add(Route.get("/", request -> {
            throw new ProblemException(SetupProblems.NOT_SET_UP);
        }));
        routes.addAll(new Preferences(settings).routes());
        routes.addAll(new StatusEndpoints(() -> List.of(NOT_SET_UP), () -> "").routes());
        routes.addAll(Assets.routes());
        // The public address is not known yet; access takes the code.
        return routes.stream().map(Route::underAnyName).toList();
    }

    /** The link that the operator has to open. */
    public URI link() {
        Object base = settings.port() == 0 ? "http://localhost:" + http.port() : settings.publicUrl();
        return URI.create(base + "/setup?code=" + access.code().reveal());
    }

    public int port() {
        return http.port();
    }

    /**
     * Listens on another port, too, for the bot that takes over.
     *
     * @return why it cannot, in words for the person who entered the port; empty if it can
     */
    public Optional<String> listenOn(int port) {
        return http.listenOn(port);
    }

    @Override
    public String name() {
        return "setup";
    }

    @Override
    public void start() {
        http.start();
    }

    @Override
    public Health check() {
        return http.check();
    }

    @Override
    public void close() {
        http.close();
    }

    HttpServer http() {
        return http;
    }

    SetupEndpoints endpoints() {
        return endpoints;
    }

    /** Whether the request comes from the browser that sets Herald up. */
    boolean admits(WebRequest request) {
        return access.admits(request);
    }

    /**
     * Takes note of what was connected.
     *
     * @return whether that was done in the browser that sets Herald up
     */
    boolean connected(WebRequest request, Connected connected) {
        boolean settingUp = access.admits(request);
        if (settingUp && connected.purpose() == Purpose.CHANNEL) {
            access.connected(connected.profile().id());
        }
        return settingUp;
    }
}
