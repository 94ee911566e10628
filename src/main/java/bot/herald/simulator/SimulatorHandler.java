package bot.herald.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

/** Takes every request: planned faults, the log, and the way to who answers. */
final class SimulatorHandler extends Handler.Abstract {
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");
    private static final int PART = 1 << 16;
    private static final byte[] BLANK = {' '};
    private static final int TRICKLE_MILLIS = 100;

    private final World world;
    private final Faults faults;
    private final RequestLog log;
    private final OAuthEndpoints oauth;
    private final HelixRouter helix;
    private final ControlEndpoints control;

    SimulatorHandler(
            World world,
            Faults faults,
            RequestLog log,
            OAuthEndpoints oauth,
            HelixRouter helix,
            ControlEndpoints control) {
        this.world = world;
        this.faults = faults;
        this.log = log;
        this.oauth = oauth;
        this.helix = helix;
        this.control = control;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        String method = request.getMethod();
        boolean twitch = path.startsWith("/oauth2/") || path.startsWith("/helix/") || path.equals("/ws");
        Exchange exchange = path.equals("/ws") ? null : Exchange.read(request, method, path);
        Fault fault = twitch ? faults.take(method, path, concerned(exchange)) : null;
        if (fault instanceof Fault.Reset) {
            drop(request, callback, method, path);
            return true;
        }
        if (fault instanceof Fault.Delay delay) {
            Thread.sleep(delay.time().toMillis());
        }
        if (fault instanceof Fault.Hang hang) {
            if (hang.processed()) {
                process(exchange);
            }
            Thread.sleep(hang.time().toMillis());
            drop(request, callback, method, path);
            return true;
        }
        if (fault instanceof Fault.Status status) {
            Reply reply = new Reply(status.status(), status.contentType(), status.body(), status.headers());
            return answer(reply, response, callback, method, path, twitch);
        }
        if (fault instanceof Fault.Unfinished unfinished) {
            beginToAnswer(unfinished, response);
            drop(request, callback, method, path);
            return true;
        }
        if (path.equals("/ws")) {
            return upgrade(request, response, callback);
        }
        Reply reply = process(exchange);
        if (fault instanceof Fault.ResetAfterProcessing) {
            drop(request, callback, method, path);
            return true;
        }
        if (fault instanceof Fault.StatusAfterProcessing after) {
            reply = Reply.helixError(after.status(), "");
        }
        return answer(reply, response, callback, method, path, twitch);
    }

    private Reply process(@Nullable Exchange exchange) {
        if (exchange == null) {
            return Reply.oauthError(400, "the request could not be read");
        }
        try {
            return world.get(() -> route(exchange));
        } catch (BadInput e) {
            return Reply.oauthError(400, e.text());
        }
    }

    private Reply route(Exchange exchange) {
        String path = exchange.path();
        if (path.startsWith("/helix/")) {
            return helix.handle(exchange);
        }
        if (path.startsWith("/oauth2/") || path.equals("/activate")) {
            return oauth.handle(exchange);
        }
        return control.handle(exchange);
    }

    /** The accounts that a request is about or whose token it bears, among other numbers. */
    private Set<String> concerned(@Nullable Exchange exchange) {
        if (exchange == null) {
            return Set.of();
        }
        Set<String> ids = new HashSet<>();
        NUMBER.matcher(exchange.body()).results().forEach(number -> ids.add(number.group()));
        exchange.query().names().forEach(name -> ids.addAll(exchange.query().all(name)));
        String refreshToken = exchange.form().first("refresh_token");
        String bearer = exchange.header("Authorization");
        world.get(() -> {
            Grant grant = refreshToken == null ? null : world.tokens.byRefreshToken(refreshToken);
            AccessToken token = bearer == null ? null : world.tokens.valid(bearer.substring(bearer.indexOf(' ') + 1));
            if (grant != null) {
                ids.add(grant.userId);
            }
            return token == null || token.userId == null || ids.add(token.userId);
        });
        return ids;
    }

    /** Returns when the time is over, or who asked has gone and that can be seen. */
    private static void beginToAnswer(Fault.Unfinished fault, Response response) throws InterruptedException {
        long end = System.nanoTime() + fault.time().toNanos();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        byte[] part = fault.way() == Fault.Way.ENDLESS ? "0,".repeat(PART / 2).getBytes(StandardCharsets.UTF_8) : BLANK;
        try {
            Content.Sink.write(response, false, ByteBuffer.wrap("[".getBytes(StandardCharsets.UTF_8)));
            while (System.nanoTime() < end) {
                switch (fault.way()) {
                    case STALL -> Thread.sleep(fault.time().toMillis());
                    case TRICKLE -> Thread.sleep(TRICKLE_MILLIS);
                    case ENDLESS -> {}
                }
                if (fault.way() != Fault.Way.STALL) {
                    Content.Sink.write(response, false, ByteBuffer.wrap(part));
                }
            }
        } catch (IOException e) {
            // Who asked has given it up, as it should.
        }
    }

    private boolean upgrade(Request request, Response response, Callback callback) {
        ServerWebSocketContainer container = ServerWebSocketContainer.get(request.getContext());
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        Params query = Params.parse(request.getHttpURI().getQuery());
        boolean upgraded = container.upgrade(
                (upgrade, upgraded101, failed) -> new EventSubServerSocket(world, query, endPoint),
                request,
                response,
                callback);
        note(request.getMethod(), "/ws", upgraded ? 101 : 400);
        if (!upgraded) {
            return answer(Reply.text(400, "Bad Request\n"), response, callback, request.getMethod(), "/ws", false);
        }
        return true;
    }

    private void drop(Request request, Callback callback, String method, String path) {
        note(method, path, 0);
        EventSubServerSocket.reset(
                request.getConnectionMetaData().getConnection().getEndPoint());
        callback.failed(new IOException("connection dropped on purpose"));
    }

    private boolean answer(
            Reply reply, Response response, Callback callback, String method, String path, boolean logged) {
        if (logged) {
            note(method, path, reply.status());
        }
        response.getHeaders()
                .put(
                        HttpHeader.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(world.now().atOffset(ZoneOffset.UTC)));
        reply.send(response, callback);
        return true;
    }

    private void note(String method, String path, int status) {
        log.add(new RequestLog.Entry(method, path, status, world.now()));
    }
}
