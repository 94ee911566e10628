package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The client's conduits and who serves their shards. Guarded by {@link World}. */
final class Conduits {
    /** A shard's last assignment. */
    static final class Shard {
        final int number;
        final EventSubSession session;
        String status = "enabled";

        Shard(int number, EventSubSession session) {
            this.number = number;
            this.session = session;
        }

        String id() {
            return Integer.toString(number);
        }

        boolean isServed() {
            return status.equals("enabled") && session.isLive();
        }

        ObjectNode toJson() {
            ObjectNode node = Json.object().put("id", id()).put("status", status);
            ObjectNode transport = node.putObject("transport")
                    .put("method", "websocket")
                    .put("session_id", session.id)
                    .put("connected_at", Times.precise(session.connectedAt));
            if (session.disconnectedAt != null) {
                transport.put("disconnected_at", Times.precise(session.disconnectedAt));
            }
            return node;
        }
    }

    /** A shard that lost its session. */
    record Disabled(String conduitId, Shard shard) {}

    static final class Conduit {
        final String id;
        final Map<Integer, Shard> shards = new TreeMap<>();
        int shardCount;

        Conduit(String id, int shardCount) {
            this.id = id;
            this.shardCount = shardCount;
        }

        ObjectNode toJson() {
            return Json.object().put("id", id).put("shard_count", shardCount);
        }
    }

    private final Map<String, Conduit> byId = new LinkedHashMap<>();

    Conduit create(String id, int shardCount) {
        Conduit conduit = new Conduit(id, shardCount);
        byId.put(id, conduit);
        return conduit;
    }

    Collection<Conduit> all() {
        return List.copyOf(byId.values());
    }

    @Nullable
    Conduit find(String id) {
        return byId.get(id);
    }

    void remove(Conduit conduit) {
        byId.remove(conduit.id);
    }

    boolean isAssigned(EventSubSession session) {
        return byId.values().stream()
                .flatMap(conduit -> conduit.shards.values().stream())
                .anyMatch(shard -> shard.session == session && shard.isServed());
    }

    /**
     * The session that gets a subscription's events: always the same shard while it is served, else one other shard; null
     * if that one is not served either, and the event is lost.
     */
    @Nullable
    EventSubSession sessionFor(String conduitId, String subscriptionId) {
        Conduit conduit = byId.get(conduitId);
        if (conduit == null) {
            return null;
        }
        int home = Math.floorMod(subscriptionId.hashCode(), conduit.shardCount);
        for (int offset = 0; offset < Math.min(2, conduit.shardCount); offset++) {
            Shard shard = conduit.shards.get((home + offset) % conduit.shardCount);
            if (shard != null && shard.isServed()) {
                return shard.session;
            }
        }
        return null;
    }

    /** Disables the session's shards; which they were. */
    List<Disabled> disconnected(EventSubSession session, String status) {
        List<Disabled> disabled = new ArrayList<>();
        for (Conduit conduit : byId.values()) {
            for (Shard shard : conduit.shards.values()) {
                if (shard.session == session && shard.status.equals("enabled")) {
                    shard.status = status;
                    disabled.add(new Disabled(conduit.id, shard));
                }
            }
        }
        return disabled;
    }
}
