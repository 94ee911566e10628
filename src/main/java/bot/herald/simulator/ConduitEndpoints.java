package bot.herald.simulator;

import bot.herald.simulator.Conduits.Conduit;
import bot.herald.simulator.Conduits.Shard;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /eventsub/conduits} and their shards, for app tokens only. */
final class ConduitEndpoints {
    private static final int MAX_CONDUITS = 5;
    private static final int MAX_SHARDS = 20_000;

    private final World world;

    ConduitEndpoints(World world) {
        this.world = world;
    }

    void register(HelixRouter router) {
        router.add("GET", "/eventsub/conduits", this::list);
        router.add("POST", "/eventsub/conduits", this::create);
        router.add("PATCH", "/eventsub/conduits", this::resize);
        router.add("DELETE", "/eventsub/conduits", this::delete);
        router.add("GET", "/eventsub/conduits/shards", this::shards);
        router.add("PATCH", "/eventsub/conduits/shards", this::assign);
    }

    private Reply list(HelixRequest call) {
        call.appOnly();
        ObjectNode body = JsonNodes.object();
        ArrayNode data = body.putArray("data");
        world.conduits.all().forEach(conduit -> data.add(conduit.toJson()));
        return Reply.json(200, body);
    }

    private Reply create(HelixRequest call) {
        call.appOnly();
        int count = shardCount(call.json());
        if (world.conduits.all().size() >= MAX_CONDUITS) {
            throw new HelixError(429, "conduit limit reached");
        }
        return one(world.conduits.create(UUID.randomUUID().toString(), count));
    }

    private Reply resize(HelixRequest call) {
        call.appOnly();
        ObjectNode body = call.json();
        Conduit conduit = conduit(JsonNodes.text(body, "id"), "id");
        conduit.shardCount = shardCount(body);
        List<Shard> dropped = conduit.shards.values().stream()
                .filter(shard -> shard.number >= conduit.shardCount)
                .toList();
        for (Shard shard : dropped) {
            conduit.shards.remove(shard.number);
            world.sessions.usageChanged(shard.session);
        }
        return one(conduit);
    }

    private Reply delete(HelixRequest call) {
        call.appOnly();
        remove(conduit(call.param("id"), "id"));
        return Reply.empty(204);
    }

    /** Deletes the conduits that have been down for 72 hours. */
    void removeAbandoned() {
        world.conduits.abandoned().forEach(this::remove);
    }

    private void remove(Conduit conduit) {
        world.conduits.remove(conduit);
        world.subscriptions
                .enabled()
                .filter(subscription -> conduit.id.equals(subscription.conduitId))
                .forEach(subscription -> world.subscriptions.end(subscription, "conduit_deleted"));
        conduit.shards.values().forEach(shard -> world.sessions.usageChanged(shard.session));
    }

    private Reply shards(HelixRequest call) {
        call.appOnly();
        Conduit conduit = conduit(call.param("conduit_id"), "conduit_id");
        String status = call.param("status");
        List<ObjectNode> items = conduit.shards.values().stream()
                .filter(shard -> status == null || shard.status.equals(status))
                .map(Shard::toJson)
                .toList();
        return Reply.json(200, call.page(items, 100, 100));
    }

    private Reply assign(HelixRequest call) {
        call.appOnly();
        ObjectNode body = call.json();
        Conduit conduit = conduit(JsonNodes.text(body, "conduit_id"), "conduit_id");
        if (!(body.get("shards") instanceof ArrayNode shards) || shards.isEmpty()) {
            throw new HelixError(400, "Missing required parameter \"shards\"");
        }
        ObjectNode answer = JsonNodes.object();
        ArrayNode data = answer.putArray("data");
        ArrayNode errors = answer.putArray("errors");
        for (JsonNode asked : shards) {
            String id = JsonNodes.text(asked, "id");
            String problem = assignOne(conduit, id, asked.path("transport"), data);
            if (problem != null) {
                errors.addObject().put("id", id).put("message", problem).put("code", "invalid_parameter");
            }
        }
        return Reply.json(202, answer);
    }

    private @Nullable String assignOne(Conduit conduit, @Nullable String id, JsonNode transport, ArrayNode data) {
        if (id == null) {
            throw new HelixError(400, "Missing required parameter \"\"");
        }
        if (!id.matches("\\d{1,5}") || Integer.parseInt(id) >= conduit.shardCount) {
            return "The shard id is outside the conduit's range";
        }
        if (!"websocket".equals(JsonNodes.text(transport, "method"))) {
            return "The transport method is not supported";
        }
        String sessionId = JsonNodes.text(transport, "session_id");
        EventSubSession session = sessionId == null ? null : world.sessions.find(sessionId);
        if (session == null) {
            return "The websocket session is not connected";
        }
        Shard shard = new Shard(Integer.parseInt(id), session);
        Shard before = conduit.shards.put(shard.number, shard);
        world.sessions.usageChanged(session);
        if (before != null) {
            world.sessions.usageChanged(before.session);
        }
        data.add(shard.toJson());
        return null;
    }

    private Conduit conduit(@Nullable String id, String name) {
        if (id == null) {
            throw new HelixError(400, "Missing required parameter \"" + name + "\"");
        }
        Conduit conduit = world.conduits.find(id);
        if (conduit == null) {
            throw new HelixError(404, "not found");
        }
        return conduit;
    }

    private static int shardCount(ObjectNode body) {
        JsonNode count = body.get("shard_count");
        if (count == null || !count.isInt() || count.intValue() < 1 || count.intValue() > MAX_SHARDS) {
            throw new HelixError(400, "shard_count must be 1 to 20000");
        }
        return count.intValue();
    }

    private static Reply one(Conduit conduit) {
        ObjectNode body = JsonNodes.object();
        body.putArray("data").add(conduit.toJson());
        return Reply.json(200, body);
    }
}
