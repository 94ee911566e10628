package bot.herald.simulator;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket of a client. Public only for Jetty. */
public final class EventSubServerSocket implements Session.Listener.AutoDemanding {
    private static final Logger log = LoggerFactory.getLogger(EventSubServerSocket.class);

    private final World world;
    private final Params query;
    private final EndPoint endPoint;
    private @Nullable Session session;

    EventSubServerSocket(World world, Params query, EndPoint endPoint) {
        this.world = world;
        this.query = query;
        this.endPoint = endPoint;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        world.run(() -> {
            session = opened;
            world.sessions.opened(this, query);
        });
    }

    @Override
    public void onWebSocketText(String message) {
        inbound();
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        inbound();
    }

    private void inbound() {
        world.run(() -> world.sessions.inbound(this));
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        world.run(() -> world.sessions.pong(this));
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        log.debug("socket=eventsub error={}", cause.getClass().getSimpleName());
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        world.run(() -> world.sessions.closed(this, code));
        callback.succeed();
    }

    void send(String text) {
        if (session != null) {
            session.sendText(text, Callback.NOOP);
        }
    }

    void ping() {
        if (session != null) {
            session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    void close(int code, String reason) {
        if (session != null) {
            session.close(code, reason, Callback.NOOP);
        }
    }

    /** Resets the TCP connection without a close frame. */
    void cut() {
        LoopbackServer.reset(endPoint);
    }
}
