package bot.herald.simulator.discord;

import bot.herald.simulator.JsonNodes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A bot's session at the gateway. It outlives its socket and keeps what it sent, so that it can be resumed. Guarded by {@link DiscordWorld}. */
final class GatewaySession {
    private static final int KEPT = 2_000;

    private record Frame(long seq, String text) {}

    final String id = UUID.randomUUID().toString().replace("-", "");
    private final int intents;
    private final Deque<Frame> sent = new ArrayDeque<>();
    private long seq;
    private @Nullable GatewaySocket socket;
    private @Nullable Instant lostAt;

    GatewaySession(int intents, GatewaySocket socket) {
        this.intents = intents;
        this.socket = socket;
    }

    /** @param intent that a bot needs to receive the event; 0 for none */
    boolean hears(int intent) {
        return intent == 0 || (intents & intent) != 0;
    }

    void send(String type, ObjectNode data) {
        seq++;
        String text =
                Gateway.frame(0).put("s", seq).put("t", type).set("d", data).toString();
        sent.addLast(new Frame(seq, text));
        if (sent.size() > KEPT) {
            sent.removeFirst();
        }
        if (socket != null) {
            socket.send(text);
        }
    }

    boolean hasSent(long lastSeen) {
        return lastSeen <= seq;
    }

    /** Whether every frame after {@code lastSeen} is still kept and the session has not expired. */
    boolean canResume(long lastSeen, Instant now, Duration resumable) {
        return (sent.isEmpty() || sent.getFirst().seq() <= lastSeen + 1) && !isOver(now, resumable);
    }

    boolean isOver(Instant now, Duration resumable) {
        return lostAt != null && !now.isBefore(lostAt.plus(resumable));
    }

    /**
     * Moves the session to another socket and sends what was missed.
     *
     * @return the socket it had; null if that was lost
     */
    @Nullable
    GatewaySocket resume(GatewaySocket by, long lastSeen) {
        GatewaySocket before = socket;
        socket = by;
        lostAt = null;
        sent.stream().filter(frame -> frame.seq() > lastSeen).forEach(frame -> by.send(frame.text()));
        send("RESUMED", JsonNodes.object());
        return before;
    }

    void lostSocket(Instant now) {
        socket = null;
        lostAt = now;
    }
}
