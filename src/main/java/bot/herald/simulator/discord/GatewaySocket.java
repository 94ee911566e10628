package bot.herald.simulator.discord;

import bot.herald.simulator.Params;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket of a bot. Public only for Jetty. */
public final class GatewaySocket implements Session.Listener.AutoDemanding {
    private static final Logger log = LoggerFactory.getLogger(GatewaySocket.class);

    private final DiscordWorld world;
    private final Params query;
    private final EndPoint endPoint;
    private @Nullable Session session;
    /** When the frames of the last minute arrived. */
    final Deque<Instant> received = new ArrayDeque<>();

    /** Whether nothing is sent any more. */
    boolean isSilent;

    long heartbeats;

    GatewaySocket(DiscordWorld world, Params query, EndPoint endPoint) {
        this.world = world;
        this.query = query;
        this.endPoint = endPoint;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        world.run(() -> {
            session = opened;
            world.gateway.opened(this);
        });
    }

    @Override
    public void onWebSocketText(String message) {
        world.run(() -> world.gateway.received(this, message));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        world.run(() -> close(4002, "Error while decoding payload."));
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        log.debug("socket=gateway error={}", cause.getClass().getSimpleName());
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        world.run(() -> world.gateway.closed(this, code));
        callback.succeed();
    }

    boolean hasKnownVersion() {
        String version = query.first("v");
        return "10".equals(version) || "9".equals(version);
    }

    void send(String text) {
        if (session != null && !isSilent) {
            session.sendText(text, Callback.NOOP);
        }
    }

    void close(int code, String reason) {
        if (session != null) {
            session.close(code, reason, Callback.NOOP);
        }
    }

    /** Ends the TCP connection without a close frame. */
    void cut() {
        endPoint.close();
    }
}
