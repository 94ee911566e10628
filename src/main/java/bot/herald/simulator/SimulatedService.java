package bot.herald.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.jspecify.annotations.Nullable;

/**
 * Handles every request to a simulator: applies planned faults, logs the request and routes it. Controls, which the real service
 * does not have, meet no faults and are not logged.
 */
public abstract class SimulatedService extends Handler.Abstract {
    private static final int PART = 1 << 16;
    private static final byte[] BLANK = {' '};
    private static final int TRICKLE_MILLIS = 100;

    private final Guarded world;
    private final Faults faults;
    private final RequestLog log;

    protected SimulatedService(Guarded world, Faults faults, RequestLog log) {
        this.world = world;
        this.faults = faults;
        this.log = log;
    }

    /** Whether the path belongs to the real service's API; the others are controls and pages. */
    protected abstract boolean isReal(String path);

    /** Whether the path takes WebSocket connections. */
    protected abstract boolean isSocket(String path);

    /** The endpoint for a new WebSocket; null refuses it. */
    protected abstract @Nullable Object socket(Params query, EndPoint endPoint);

    /** Called under the world's lock. */
    protected abstract Reply route(Exchange exchange);

    /** The ids of the accounts that a request concerns. */
    protected abstract Set<String> concerned(Exchange exchange);

    /** An error in the service's own format. */
    protected abstract Reply failure(int status, String why);

    /** Called under the world's lock with a planned answer. */
    protected void planned(Reply reply) {}

    /** The path as it is logged, without secrets. */
    protected String logged(String path) {
        return path;
    }

    @Override
    public final boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        boolean isSocket = isSocket(path);
        Exchange exchange = isSocket ? null : Exchange.read(request, request.getMethod(), path);
        Fault fault = isSocket || isReal(path)
                ? faults.take(request.getMethod(), path, exchange == null ? Set.of() : concerned(exchange))
                : null;
        if (fault instanceof Fault.Reset) {
            return drop(request, callback);
        }
        if (fault instanceof Fault.Delay delay) {
            Thread.sleep(delay.time().toMillis());
        }
        if (fault instanceof Fault.Hang hang) {
            if (hang.processed()) {
                process(exchange);
            }
            Thread.sleep(hang.time().toMillis());
            return drop(request, callback);
        }
        if (fault instanceof Fault.Status status) {
            Reply reply = new Reply(status.status(), status.contentType(), status.body(), status.headers());
            world.run(() -> planned(reply));
            return answer(reply, request, response, callback);
        }
        if (fault instanceof Fault.Unfinished unfinished) {
            beginToAnswer(unfinished, response);
            return drop(request, callback);
        }
        if (isSocket) {
            return upgrade(request, response, callback);
        }
        Reply reply = process(exchange);
        if (fault instanceof Fault.ResetAfterProcessing) {
            return drop(request, callback);
        }
        return answer(
                fault instanceof Fault.StatusAfterProcessing after ? failure(after.status(), "") : reply,
                request,
                response,
                callback);
    }

    private Reply process(@Nullable Exchange exchange) {
        if (exchange == null) {
            return failure(400, "the request could not be read");
        }
        try {
            return world.get(() -> route(exchange));
        } catch (BadInput e) {
            return failure(400, e.text());
        }
    }

    /** Returns when the fault's time is over or writing fails because the client has gone. */
    private static void beginToAnswer(Fault.Unfinished fault, Response response) throws InterruptedException {
        long end = System.nanoTime() + fault.time().toNanos();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        byte[] part = fault.way() == Fault.Way.ENDLESS ? "0,".repeat(PART / 2).getBytes(StandardCharsets.UTF_8) : BLANK;
        try {
            Content.Sink.write(response, false, ByteBuffer.wrap("{\"data\":[".getBytes(StandardCharsets.UTF_8)));
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
            // The client gave up, as it should.
        }
    }

    private boolean upgrade(Request request, Response response, Callback callback) {
        ServerWebSocketContainer container = ServerWebSocketContainer.get(request.getContext());
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        Object socket = socket(Params.parse(request.getHttpURI().getQuery()), endPoint);
        if (socket == null || !container.upgrade((upgrade, upgraded, failed) -> socket, request, response, callback)) {
            return answer(Reply.text(400, "Bad Request\n"), request, response, callback);
        }
        note(request, 101);
        return true;
    }

    private boolean drop(Request request, Callback callback) {
        note(request, 0);
        LoopbackServer.reset(request.getConnectionMetaData().getConnection().getEndPoint());
        callback.failed(new EofException("connection dropped on purpose"));
        return true;
    }

    private boolean answer(Reply reply, Request request, Response response, Callback callback) {
        note(request, reply.status());
        response.getHeaders()
                .put(
                        HttpHeader.DATE,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(world.now().atOffset(ZoneOffset.UTC)));
        reply.send(response, callback);
        return true;
    }

    private void note(Request request, int status) {
        String path = Request.getPathInContext(request);
        if (isSocket(path) || isReal(path)) {
            log.add(new RequestLog.Entry(request.getMethod(), logged(path), status, world.now()));
        }
    }
}
