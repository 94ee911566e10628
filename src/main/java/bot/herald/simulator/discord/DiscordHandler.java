package bot.herald.simulator.discord;

import bot.herald.simulator.BadInput;
import bot.herald.simulator.Exchange;
import bot.herald.simulator.Fault;
import bot.herald.simulator.Faults;
import bot.herald.simulator.Params;
import bot.herald.simulator.Reply;
import bot.herald.simulator.RequestLog;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

/** Takes every request: planned faults, the log, and the way to who answers. */
final class DiscordHandler extends Handler.Abstract {
    private static final Pattern VERSION = Pattern.compile("^/api(/v(9|10))?(?=/)");

    private final DiscordWorld world;
    private final Faults faults;
    private final RequestLog log;
    private final AuthorizePage authorize;
    private final Api api;
    private final ControlPages control;

    DiscordHandler(DiscordWorld world, Faults faults, RequestLog log) {
        this.world = world;
        this.faults = faults;
        this.log = log;
        this.authorize = new AuthorizePage(world);
        this.api = new Api(world);
        this.control = new ControlPages(world, faults, log);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        String method = request.getMethod();
        boolean isGateway = path.equals("/gateway") || path.startsWith("/gateway/");
        Exchange exchange = isGateway ? null : Exchange.read(request, method, path);
        Fault fault = isGateway || path.startsWith("/api/") || path.startsWith("/oauth2/")
                ? faults.take(method, path, concerned(exchange))
                : null;
        if (fault instanceof Fault.Reset) {
            return drop(request, callback, method, path);
        }
        if (fault instanceof Fault.Delay delay) {
            Thread.sleep(delay.time().toMillis());
        }
        if (fault instanceof Fault.Hang hang) {
            if (hang.processed()) {
                process(exchange);
            }
            Thread.sleep(hang.time().toMillis());
            return drop(request, callback, method, path);
        }
        if (fault instanceof Fault.Status status) {
            Reply reply = new Reply(status.status(), status.contentType(), status.body(), status.headers());
            world.run(() -> world.buckets.count(reply));
            return answer(reply, response, callback, method, path);
        }
        if (isGateway) {
            return upgrade(request, response, callback);
        }
        Reply reply = process(exchange);
        if (fault instanceof Fault.ResetAfterProcessing) {
            return drop(request, callback, method, path);
        }
        if (fault instanceof Fault.StatusAfterProcessing after) {
            reply = Errors.api(after.status(), 0, after.status() + ": " + "after it was done");
        }
        return answer(reply, response, callback, method, path);
    }

    private Reply process(@Nullable Exchange exchange) {
        if (exchange == null) {
            return Errors.api(400, 0, "400: Bad Request");
        }
        try {
            return world.get(() -> route(exchange));
        } catch (BadInput e) {
            return Reply.text(400, e.text() + "\n");
        }
    }

    private Reply route(Exchange exchange) {
        String path = exchange.path();
        if (path.equals("/oauth2/authorize") || path.equals("/api/oauth2/authorize")) {
            return exchange.method().equals("POST") ? authorize.decide(exchange) : authorize.show(exchange);
        }
        if (path.startsWith("/api/")) {
            return api.handle(exchange, VERSION.matcher(path).replaceFirst(""));
        }
        return control.handle(exchange);
    }

    /** The person whose token is used. */
    private Set<String> concerned(@Nullable Exchange exchange) {
        Set<String> ids = new HashSet<>();
        if (exchange != null) {
            String refreshToken = exchange.form().first("refresh_token");
            String bearer = exchange.header("Authorization");
            world.run(() -> {
                Grants.Grant byRefresh = refreshToken == null ? null : world.grants.byRefreshToken(refreshToken);
                Grants.Grant byAccess =
                        bearer == null ? null : world.grants.byAccessToken(bearer.substring(bearer.indexOf(' ') + 1));
                Grants.Grant grant = byRefresh == null ? byAccess : byRefresh;
                if (grant != null) {
                    ids.add(grant.personId);
                }
            });
        }
        return ids;
    }

    private boolean upgrade(Request request, Response response, Callback callback) {
        ServerWebSocketContainer container = ServerWebSocketContainer.get(request.getContext());
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        Params query = Params.parse(request.getHttpURI().getQuery());
        boolean isUnderstood = "json".equals(query.first("encoding")) && query.first("compress") == null;
        boolean upgraded = isUnderstood
                && container.upgrade(
                        (upgrade, upgraded101, failed) -> new GatewaySocket(world, endPoint),
                        request,
                        response,
                        callback);
        if (!upgraded) {
            return answer(Reply.text(400, "Bad Request\n"), response, callback, request.getMethod(), "/gateway");
        }
        note(request.getMethod(), "/gateway", 101);
        return true;
    }

    private boolean drop(Request request, Callback callback, String method, String path) {
        note(method, path, 0);
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new IOException("connection dropped on purpose"));
        return true;
    }

    private boolean answer(Reply reply, Response response, Callback callback, String method, String path) {
        note(method, path, reply.status());
        reply.send(response, callback);
        return true;
    }

    /** A webhook's address is a secret. */
    private void note(String method, String path, int status) {
        String safe = path.replaceAll("(/webhooks/\\d+/)[^/]+", "$1{token}");
        log.add(new RequestLog.Entry(method, safe, status, world.now()));
    }
}
