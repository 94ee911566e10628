package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The client's conduits and the sessions that serve their shards. Guarded by {@link World}. */
final class Conduits {
    private static final Duration ABANDONED_AFTER = Duration.ofDays(3);

    /** A shard and the session it was last assigned to. */
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
            ObjectNode node = JsonNodes.object().put("id", id()).put("status", status);
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
        private final Instant createdAt;

        Conduit(String id, int shardCount, Instant createdAt) {
            this.id = id;
            this.shardCount = shardCount;
            this.createdAt = createdAt;
        }

        /** When the last shard was lost. */
        private Instant downSince() {
            return shards.values().stream()
                    .flatMap(shard -> Stream.ofNullable(shard.session.disconnectedAt))
                    .max(Comparator.naturalOrder())
                    .orElse(createdAt);
        }

        private boolean isServed() {
            return shards.values().stream().anyMatch(Shard::isServed);
        }

        ObjectNode toJson() {
            return JsonNodes.object().put("id", id).put("shard_count", shardCount);
        }
    }

    private final Clock clock;
    private final Map<String, Conduit> byId = new LinkedHashMap<>();

    Conduits(Clock clock) {
        this.clock = clock;
    }

    Conduit create(String id, int shardCount) {
        Conduit conduit = new Conduit(id, shardCount, clock.instant());
        byId.put(id, conduit);
        return conduit;
    }

    Collection<Conduit> all() {
        return List.copyOf(byId.values());
    }

    /** The conduits whose shards have all been down for too long. */
    List<Conduit> abandoned() {
        Instant before = clock.instant().minus(ABANDONED_AFTER);
        return byId.values().stream()
                .filter(conduit -> !conduit.isServed() && conduit.downSince().isBefore(before))
                .toList();
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
     * The session that receives a subscription's events: always the same shard, or the next one while it is down. Null if both are
     * down and the event is lost.
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

    /** Disables the session's shards and returns them. */
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
