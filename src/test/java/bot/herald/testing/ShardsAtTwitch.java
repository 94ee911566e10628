package bot.herald.testing;

import bot.herald.simulator.TwitchSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;

/** The shards of the one conduit, as the simulated Twitch sees them. */
public final class ShardsAtTwitch {
    private final TwitchSimulator twitch;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    public ShardsAtTwitch(TwitchSimulator twitch) {
        this.twitch = twitch;
        String form = "client_id=" + twitch.clientId() + "&client_secret=" + twitch.clientSecret()
                + "&grant_type=client_credentials";
        token = send(HttpRequest.newBuilder(URI.create(twitch.oauthUrl() + "/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .path("access_token")
                .asText();
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
        return send(HttpRequest.newBuilder(URI.create(twitch.helixUrl() + path))
                .header("Authorization", "Bearer " + token)
                .header("Client-Id", twitch.clientId()));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
