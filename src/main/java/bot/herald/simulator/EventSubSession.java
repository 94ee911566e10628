package bot.herald.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An EventSub session. A reconnect moves it to another socket. Guarded by {@link World}. */
final class EventSubSession {
    final String id;
    final Instant connectedAt;
    final long keepaliveMillis;

    /** The socket that receives the frames. */
    EventSubServerSocket socket;

    /** The user whose tokens created its subscriptions; null before the first. */
    @Nullable
    String userId;

    /** Null while it is connected. */
    @Nullable
    Instant disconnectedAt;

    /** The status its subscriptions get when the simulator itself closes the socket. */
    @Nullable
    String endStatus;

    /** The secret in a reconnect URL that nobody has used yet; null if there is none. */
    @Nullable
    String challenge;

    boolean silent;
    boolean awaitingPong;
    long lastSentNanos = System.nanoTime();

    @Nullable
    String lastNotification;

    Timers.@Nullable Task unusedTimer;

    EventSubSession(String id, Instant connectedAt, long keepaliveMillis, EventSubServerSocket socket) {
        this.id = id;
        this.connectedAt = connectedAt;
        this.keepaliveMillis = keepaliveMillis;
        this.socket = socket;
    }

    boolean isLive() {
        return disconnectedAt == null;
    }

    void send(String text) {
        if (!silent) {
            lastSentNanos = System.nanoTime();
            socket.send(text);
        }
    }
}
