package bot.herald.web;

import bot.herald.identity.TwitchProfile;
import bot.herald.language.Language;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person who is logged in at a {@link RunningServer}, asking from Herald's own pages. */
final class Browser {
    static final String OWN = "http://localhost:8080";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    final String cookie;
    private final RunningServer server;

    Browser(RunningServer server, FakePeople people, TwitchProfile who) {
        this.server = server;
        this.cookie = people.logIn(who);
    }

    HttpResponse<String> get(String path) {
        return server.get(path, "Cookie", "herald_session=" + cookie);
    }

    /** As a browser that asks for pages in a language. */
    HttpResponse<String> get(String path, Language language) {
        return server.get(path, "Cookie", "herald_session=" + cookie, "Accept-Language", language.code());
    }

    JsonNode json(String path) {
        return parsed(get(path));
    }

    HttpResponse<String> send(String method, String path, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Cookie", "herald_session=" + cookie, "Origin", OWN));
        if (!json.isEmpty()) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        return server.send(method, path, json, all.toArray(String[]::new));
    }

    /** Sends a form of ours; {@code fields} are names and values in turn. */
    HttpResponse<String> submit(String path, String... fields) {
        return submitWith(formToken(), path, fields);
    }

    /** As a browser that asks for pages in a language. */
    HttpResponse<String> submit(Language language, String path, String... fields) {
        return submitWith(formToken(), path, List.of("Accept-Language", language.code()), fields);
    }

    HttpResponse<String> submitWith(String token, String path, String... fields) {
        return submitWith(token, path, List.of(), fields);
    }

    /** The same as htmx sends it. */
    HttpResponse<String> submitByScript(String path, String... fields) {
        return submitWith(formToken(), path, List.of("HX-Request", "true"), fields);
    }

    private HttpResponse<String> submitWith(String token, String path, List<String> headers, String... fields) {
        StringBuilder body = new StringBuilder("form=" + encoded(token));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(
                "Cookie",
                "herald_session=" + cookie,
                "Origin",
                OWN,
                "Content-Type",
                "application/x-www-form-urlencoded"));
        return server.send("POST", path, body.toString(), all.toArray(String[]::new));
    }

    String formToken() {
        Matcher token = TOKEN.matcher(get("/dashboard?all=true").body());
        if (!token.find()) {
            throw new AssertionError("the dashboard has no form");
        }
        return token.group(1);
    }

    static JsonNode parsed(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
