package bot.herald.twitch.eventsub;

import bot.herald.auth.AccessTokens.Answer;
import bot.herald.auth.AppAccessToken;
import bot.herald.identity.Secret;
import bot.herald.simulator.TwitchSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** The app at the simulated Twitch: a real app token, another one after a 401, and calls of a stranger with the same id. */
final class SimulatedApp implements AppAccessToken {
    private final TwitchSimulator twitch;
    private final HttpClient http = HttpClient.newHttpClient();
    private Secret held;

    SimulatedApp(TwitchSimulator twitch) {
        this.twitch = twitch;
        held = fetch();
    }

    @Override
    public synchronized Answer get() {
        return new Answer.Available(held);
    }

    @Override
    public synchronized Optional<Secret> afterUnauthorized(Secret refused) {
        if (refused.equals(held)) {
            held = fetch();
        }
        return Optional.of(held);
    }

    private Secret fetch() {
        String form = "client_id=" + twitch.clientId() + "&client_secret=" + twitch.clientSecret()
                + "&grant_type=client_credentials";
        JsonNode answer = send(HttpRequest.newBuilder(URI.create(twitch.oauthUrl() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        return new Secret(answer.path("access_token").asText());
    }

    JsonNode conduits() {
        return helix("GET", "/eventsub/conduits", "").path("data");
    }

    String createConduit() {
        return helix("POST", "/eventsub/conduits", "{\"shard_count\":1}")
                .at("/data/0/id")
                .asText();
    }

    void deleteConduit(String id) {
        helix("DELETE", "/eventsub/conduits?id=" + id, "");
    }

    JsonNode shards(String conduitId) {
        return helix("GET", "/eventsub/conduits/shards?conduit_id=" + conduitId, "")
                .path("data");
    }

    private synchronized JsonNode helix(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(twitch.helixUrl() + path))
                .header("Authorization", "Bearer " + held.reveal())
                .header("Client-Id", twitch.clientId())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
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
