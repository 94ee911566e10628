package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds EventSub's WebSocket frames, each with its own message id. */
final class Frames {
    private Frames() {}

    static String session(
            String messageType, EventSubSession session, Instant now, String status, @Nullable String reconnectUrl) {
        ObjectNode payload = JsonNodes.object();
        ObjectNode node = payload.putObject("session").put("id", session.id).put("status", status);
        if (reconnectUrl == null) {
            node.put("keepalive_timeout_seconds", Math.max(1, (session.keepaliveMillis + 999) / 1000));
        } else {
            node.putNull("keepalive_timeout_seconds");
        }
        node.put("reconnect_url", reconnectUrl).put("connected_at", Times.precise(session.connectedAt));
        return frame(metadata(messageType, now), payload);
    }

    static String keepalive(Instant now) {
        return frame(metadata("session_keepalive", now), JsonNodes.object());
    }

    static String notification(Subscription subscription, ObjectNode event, Instant now) {
        ObjectNode payload = JsonNodes.object();
        payload.set("subscription", subscription.toJson());
        payload.set("event", event);
        return frame(about(subscription, "notification", now), payload);
    }

    static String revocation(Subscription subscription, Instant now) {
        ObjectNode payload = JsonNodes.object();
        payload.set("subscription", subscription.toJson());
        return frame(about(subscription, "revocation", now), payload);
    }

    private static ObjectNode about(Subscription subscription, String messageType, Instant now) {
        return metadata(messageType, now)
                .put("subscription_type", subscription.type.name())
                .put("subscription_version", subscription.type.version());
    }

    private static ObjectNode metadata(String messageType, Instant now) {
        return JsonNodes.object()
                .put("message_id", UUID.randomUUID().toString())
                .put("message_type", messageType)
                .put("message_timestamp", Times.precise(now));
    }

    private static String frame(ObjectNode metadata, ObjectNode payload) {
        ObjectNode frame = JsonNodes.object();
        frame.set("metadata", metadata);
        frame.set("payload", payload);
        return frame.toString();
    }
}
