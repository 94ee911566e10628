package bot.herald.simulator.discord;

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
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A person at a browser and an app, for tests of the simulated Discord. */
final class DiscordClient {
    /** Of the verifier that is 43 times the letter a. */
    static final String CHALLENGE = "ZtNPunH49FD35FWYhT5Tv8I7vRKQJ8uxMaL0_9eHjNA";

    static final String VERIFIER = "a".repeat(43);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final DiscordSimulator discord;

    DiscordClient(DiscordSimulator discord) {
        this.discord = discord;
    }

    record Answer(int status, String body, String location) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String redirect() {
        return DiscordOptions.defaults().redirectUris().get(0);
    }

    /** What comes back to the redirect address. */
    String consent(String username, String scope, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "client_id",
                discord.clientId(),
                "response_type",
                "code",
                "redirect_uri",
                redirect(),
                "scope",
                scope,
                "state",
                "s1",
                "person",
                username,
                "decision",
                "allow"));
        form.putAll(more);
        return post(discord.baseUrl() + "/oauth2/authorize", form).location();
    }

    String code(String username, String scope) {
        String location = consent(username, scope, Map.of());
        return location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
    }

    Answer token(Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "client_id", discord.clientId(),
                "client_secret", discord.clientSecret(),
                "redirect_uri", redirect()));
        form.putAll(more);
        return post(discord.baseUrl() + "/api/oauth2/token", form);
    }

    JsonNode login(String username, String scope) {
        return token(Map.of("grant_type", "authorization_code", "code", code(username, scope)))
                .json();
    }

    Answer post(String url, Map<String, String> form) {
        return post(url, form, "");
    }

    Answer post(String url, Map<String, String> form, String authorization) {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String path, String authorization) {
        return send(HttpRequest.newBuilder(URI.create(discord.apiUrl() + path)).header("Authorization", authorization));
    }

    Answer call(String method, String path, String authorization, String json) {
        return send(HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : discord.apiUrl() + path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.header("User-Agent", "DiscordBot (https://example.org, 1)")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Location").orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
