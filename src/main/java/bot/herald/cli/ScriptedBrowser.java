package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A person at a browser, for the demo: follows links, keeps its own cookies, and fills in Twitch's consent page.
 */
final class ScriptedBrowser {
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]*)\"");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private final HttpClient client;

    ScriptedBrowser() {
        this(new CookieManager());
    }

    /** @param cookies where the browser keeps its cookies */
    ScriptedBrowser(CookieHandler cookies) {
        client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** The page at the end of all redirects. */
    HttpResponse<String> open(URI address) {
        return send(HttpRequest.newBuilder(address).GET());
    }

    /** Opens the address, authorizes on Twitch as {@code login}, and returns the page that Twitch leads back to. */
    HttpResponse<String> agree(URI address, String login) {
        return decide(address, login, "allow");
    }

    /** Opens the address, chooses {@code login} on Twitch and then {@code decision}: {@code allow} or {@code deny}. */
    HttpResponse<String> decide(URI address, String login, String decision) {
        HttpResponse<String> consent = open(address);
        Matcher action = ACTION.matcher(consent.body());
        if (consent.statusCode() != 200 || !action.find()) {
            return consent;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(consent.body());
        while (hidden.find()) {
            fields.put(unescaped(hidden.group(1)), unescaped(hidden.group(2)));
        }
        // Twitch's name of the field, and Discord's.
        fields.put("login", login);
        fields.put("person", login);
        fields.put("decision", decision);
        URI target = consent.uri().resolve(unescaped(action.group(1)));
        return send(HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", consent.uri().resolve("/").toString().replaceAll("/$", ""))
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a page loads", e);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        URLEncoder.encode(field.getKey(), UTF_8) + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String unescaped(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
