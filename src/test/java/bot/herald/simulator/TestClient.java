package bot.herald.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the simulator over real HTTP. */
public final class TestClient {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TwitchSimulator simulator;

    public TestClient(TwitchSimulator simulator) {
        this.simulator = simulator;
    }

    public record Answer(int status, String body, HttpResponse<String> raw) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        /** The body, of an answer that has to be a good one. */
        public JsonNode good() {
            if (status >= 300) {
                throw new AssertionError(status + " " + body);
            }
            return json();
        }

        String text(String pointer) {
            return json().at(pointer).asText();
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> raw =
                    HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(raw.statusCode(), raw.body(), raw);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder to(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + pathAndQuery));
    }

    Answer get(String pathAndQuery) {
        return send(to(pathAndQuery));
    }

    Answer form(String path, String... namesAndValues) {
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(namesAndValues))));
    }

    Answer json(String path, String body) {
        return send(
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer helix(String method, String pathAndQuery, String token) {
        return helix(method, pathAndQuery, token, "");
    }

    public Answer helix(String method, String pathAndQuery, String token, String body) {
        return send(to("/helix" + pathAndQuery)
                .header("Authorization", "Bearer " + token)
                .header("Client-Id", simulator.clientId())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer say(String token, String broadcaster, String sender, String text) {
        return helix(
                "POST",
                "/chat/messages",
                token,
                JSON.createObjectNode()
                        .put("broadcaster_id", broadcaster)
                        .put("sender_id", sender)
                        .put("message", text)
                        .toString());
    }

    Answer subscribe(String token, String session, String type, String version, String... condition) {
        var body = JSON.createObjectNode().put("type", type).put("version", version);
        var conditions = body.putObject("condition");
        for (int i = 0; i < condition.length; i += 2) {
            conditions.put(condition[i], condition[i + 1]);
        }
        body.putObject("transport").put("method", "websocket").put("session_id", session);
        return helix("POST", "/eventsub/subscriptions", token, body.toString());
    }

    public String appToken() {
        return form(
                        "/oauth2/token",
                        "client_id",
                        simulator.clientId(),
                        "client_secret",
                        simulator.clientSecret(),
                        "grant_type",
                        "client_credentials")
                .good()
                .at("/access_token")
                .asText();
    }

    static String encode(String... namesAndValues) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(namesAndValues[i] + "=" + URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return String.join("&", pairs);
    }
}
