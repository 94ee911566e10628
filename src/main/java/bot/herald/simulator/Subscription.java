package bot.herald.simulator;

import bot.herald.simulator.SubscriptionTypes.KnownType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An EventSub subscription. Guarded by {@link World}. */
final class Subscription {
    static final String ENABLED = "enabled";

    final String id;
    final KnownType type;
    final Map<String, String> condition;
    final Instant createdAt;
    final int cost;

    /** Null if it was created with an app token. */
    final @Nullable String tokenUserId;

    final @Nullable EventSubSession session;
    final @Nullable String conduitId;
    String status = ENABLED;

    @Nullable
    Instant endedAt;

    Subscription(
            String id,
            KnownType type,
            Map<String, String> condition,
            Instant createdAt,
            int cost,
            @Nullable String tokenUserId,
            @Nullable EventSubSession session,
            @Nullable String conduitId) {
        this.id = id;
        this.type = type;
        this.condition = Map.copyOf(condition);
        this.createdAt = createdAt;
        this.cost = cost;
        this.tokenUserId = tokenUserId;
        this.session = session;
        this.conduitId = conduitId;
    }

    boolean isEnabled() {
        return status.equals(ENABLED);
    }

    boolean sameTypeAndCondition(KnownType otherType, Map<String, String> otherCondition) {
        return type.equals(otherType) && condition.equals(otherCondition);
    }

    SimulatedSubscription snapshot() {
        return new SimulatedSubscription(
                id,
                type.name(),
                type.version(),
                condition,
                status,
                tokenUserId,
                session == null ? null : session.id,
                conduitId,
                cost);
    }

    /** The JSON in notifications. */
    ObjectNode toJson() {
        ObjectNode node = JsonNodes.object()
                .put("id", id)
                .put("status", status)
                .put("type", type.name())
                .put("version", type.version())
                .put("cost", cost);
        ObjectNode conditions = node.putObject("condition");
        condition.forEach(conditions::put);
        ObjectNode transport = node.putObject("transport");
        if (session != null) {
            transport.put("method", "websocket").put("session_id", session.id);
        } else {
            transport.put("method", "conduit").put("conduit_id", conduitId);
        }
        return node.put("created_at", Times.precise(createdAt));
    }

    /** The JSON in the API, where a WebSocket transport also has its times. */
    ObjectNode toApiJson() {
        ObjectNode node = toJson();
        if (session != null) {
            ObjectNode transport =
                    node.withObject("/transport").put("connected_at", Times.precise(session.connectedAt));
            if (session.disconnectedAt != null) {
                transport.put("disconnected_at", Times.precise(session.disconnectedAt));
            }
        }
        return node;
    }
}
