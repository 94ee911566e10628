package bot.herald.testing;

import bot.herald.simulator.TestClient;
import bot.herald.simulator.TwitchSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** The shards of the one conduit, as the simulated Twitch sees them. */
public final class ShardsAtTwitch {
    private final TestClient client;
    private final String token;

    public ShardsAtTwitch(TwitchSimulator twitch) {
        client = new TestClient(twitch);
        token = client.appToken();
    }

    /** How many the conduit has. */
    public int count() {
        return get("/eventsub/conduits").at("/data/0/shard_count").asInt();
    }

    /** How many are served. */
    public int served() {
        return enabled().size();
    }

    /** How many sockets serve them. */
    public int sessions() {
        return (int) enabled().stream()
                .map(shard -> shard.at("/transport/session_id").asText())
                .distinct()
                .count();
    }

    /** Whoever runs on them loses everything. */
    public void deleteConduits() {
        get("/eventsub/conduits")
                .path("data")
                .forEach(conduit -> client.helix(
                                "DELETE",
                                "/eventsub/conduits?id=" + conduit.path("id").asText(),
                                token,
                                "")
                        .good());
    }

    private List<JsonNode> enabled() {
        String conduit = get("/eventsub/conduits").at("/data/0/id").asText();
        return conduit.isEmpty()
                ? List.of()
                : StreamSupport.stream(
                                get("/eventsub/conduits/shards?conduit_id=" + conduit)
                                        .path("data")
                                        .spliterator(),
                                false)
                        .filter(shard -> shard.path("status").asText().equals("enabled"))
                        .toList();
    }

    private JsonNode get(String path) {
        return client.helix("GET", path, token, "").good();
    }
}
