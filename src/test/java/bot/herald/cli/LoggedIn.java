package bot.herald.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Function;

/** A person whose browser is logged in to the dashboard of the bot on a {@link Stage}. */
final class LoggedIn {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI herald;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    final ScriptedBrowser browser = new ScriptedBrowser(cookies);

    /** The page at the end of the login. */
    final HttpResponse<String> arrival;

    private LoggedIn(URI herald, Function<ScriptedBrowser, HttpResponse<String>> logIn) {
        this.herald = herald;
        this.arrival = logIn.apply(browser);
    }

    static LoggedIn at(Stage stage, String login) {
        return at(stage.address, login);
    }

    /** At a Herald in a process of its own. */
    static LoggedIn at(URI herald, String login) {
        return new LoggedIn(herald, browser -> browser.agree(herald.resolve("/auth/login"), login));
    }

    /** Somebody who agrees after another link than that of the dashboard. */
    static LoggedIn by(Stage stage, String link, String login) {
        return new LoggedIn(stage.address, browser -> browser.agree(stage.address.resolve(link), login));
    }

    /** Somebody who grants only these scopes at the login. */
    static LoggedIn at(Stage stage, String login, String scopes) {
        return new LoggedIn(
                stage.address,
                browser -> browser.agree(
                        Stage.asking(
                                browser.open(stage.address.resolve("/auth/login"))
                                        .uri(),
                                scopes),
                        login));
    }

    HttpResponse<String> get(String path) {
        return send("GET", path);
    }

    JsonNode json(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From one of Herald's own pages, as far as the bot can tell. */
    HttpResponse<String> change(String method, String path) {
        return send(method, path, "Origin", herald.toString());
    }

    /** The same with a JSON object. */
    HttpResponse<String> change(String method, String path, String json) {
        return send(
                method,
                path,
                BodyPublishers.ofString(json),
                "Origin",
                herald.toString(),
                "Content-Type",
                "application/json");
    }

    /** A form of ours, with the token that pages of this login carry; {@code name} and {@code value} are its one field. */
    HttpResponse<String> submit(String path, String token, String name, String value) {
        return send(
                "POST",
                path,
                BodyPublishers.ofString("form=" + token + "&" + name + "=" + value),
                "Origin",
                herald.toString(),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    String formToken() {
        return get("/dashboard?all=true").body().replaceAll("(?s).*name=\"form\" value=\"([^\"]*)\".*", "$1");
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        return send(method, path, BodyPublishers.noBody(), headers);
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(herald.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String sessionCookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("herald_session"))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }
}
