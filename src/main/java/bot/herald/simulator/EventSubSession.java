package bot.herald.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An EventSub session: it outlives its socket when Twitch asks to reconnect. Guarded by {@link World}. */
final class EventSubSession {
    final String id;
    final Instant connectedAt;
    final long keepaliveMillis;

    /** Where frames go now. */
    EventSubServerSocket socket;

    /** Whose tokens made its subscriptions; null before the first. */
    @Nullable
    String userId;

    /** Null while it lives. */
    @Nullable
    Instant disconnectedAt;

    /** The status its subscriptions get when the socket closes; set by who closes it. */
    @Nullable
    String endStatus;

    /** Null unless a reconnect was asked for and the address was not used yet. */
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
