package bot.herald.check;

import bot.herald.config.WebConfig;
import bot.herald.config.WebConfig.HostAndPort;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import bot.herald.twitch.http.TwitchHttp;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the web server can listen, or this installation's own bot listens already. */
public final class PortProbe {
    private static final String SUBJECT = "web port";

    private final WebConfig web;
    private final TwitchHttp http;
    private final boolean databaseInUse;
    private Optional<URI> running = Optional.empty();

    /** @param databaseInUse whether a process has this installation's database open */
    PortProbe(WebConfig web, TwitchHttp http, boolean databaseInUse) {
        this.web = web;
        this.http = http;
        this.databaseInUse = databaseInUse;
    }

    /** Whether a program listens there; false if that cannot be tried, such as on a port that only root may use. */
    public static boolean isTaken(String bind, int port) {
        InetSocketAddress address = new InetSocketAddress(bind, port);
        if (address.isUnresolved()) {
            return false;
        }
        try {
            bindOnce(address);
            return false;
        } catch (IOException e) {
            return isInUse(e);
        }
    }

    private static void bindOnce(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address, 1);
        }
    }

    /** Whether another program has the port. Java has no exception for this, only the system's message. */
    public static boolean isInUse(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(at ->
                        String.valueOf(at.getMessage()).toLowerCase(Locale.ROOT).contains("in use"));
    }

    /** Where {@link #look} found this installation's bot; empty if it is not running. */
    Optional<URI> running() {
        return running;
    }

    List<Finding> look() {
        InetSocketAddress address = new InetSocketAddress(web.bind(), web.port());
        String where = web.bind() + ":" + web.port();
        if (address.isUnresolved()) {
            return List.of(Finding.wrong(
                    SUBJECT,
                    "this machine does not know the address " + web.bind(),
                    "Set web.bind to one of its own, such as 127.0.0.1."));
        }
        try {
            bindOnce(address);
            return List.of(Finding.ok(SUBJECT, where + " is free"));
        } catch (BindException e) {
            return List.of(refused(where, address.getAddress(), e));
        } catch (IOException e) {
            return List.of(Finding.wrong(
                    SUBJECT,
                    "Herald cannot listen on " + where,
                    "Set web.bind and web.port to what this user may listen on."));
        }
    }

    private Finding refused(String where, InetAddress bind, BindException failure) {
        if (isInUse(failure)) {
            return taken(where, bind);
        }
        return Finding.wrong(
                SUBJECT,
                "Herald cannot listen on " + where + " (" + failure.getMessage() + ")",
                "Set web.bind to an address of this machine, and web.port to one that this user may use: ports below"
                        + " 1024 are for root.");
    }

    private Finding taken(String where, InetAddress bind) {
        if (!isHerald(bind)) {
            return Finding.wrong(
                    SUBJECT,
                    "another program has " + where,
                    "Stop it, or set web.port to a free one, here and in the redirect address on Twitch.");
        }
        if (!databaseInUse) {
            return Finding.wrong(
                    SUBJECT,
                    "another Herald, with another database, has " + where,
                    "Set web.port to a free one, or stop the other.");
        }
        running = Optional.of(address(bind, ""));
        return Finding.ok(SUBJECT, where + ", where Herald is running");
    }

    private boolean isHerald(InetAddress bind) {
        return http.send(
                                TwitchCall.OWN_HEALTH,
                                HttpRequest.newBuilder(address(bind, "/healthz"))
                                        .GET())
                        instanceof HttpAnswer.Response health
                && health.body().path("alive").asBoolean(false)
                && http.send(
                                TwitchCall.OWN_READINESS,
                                HttpRequest.newBuilder(address(bind, "/readyz")).GET())
                        instanceof HttpAnswer.Response readiness
                && readiness.body().path("ready").isBoolean()
                && readiness.body().path("missing").isArray();
    }

    /** An address for monitoring. */
    private URI address(InetAddress bind, String path) {
        Optional<HostAndPort> own = web.managementBind();
        InetAddress listening = own.map(address -> new InetSocketAddress(address.host(), address.port()).getAddress())
                .orElse(bind);
        String host = listening == null || listening.isAnyLocalAddress() ? "127.0.0.1" : listening.getHostAddress();
        int port = own.map(HostAndPort::port).orElse(web.port());
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + path);
    }
}
