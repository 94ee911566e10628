package bot.herald.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a browser without scripts, on the set-up page. */
final class SetupVisitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");

    private final CookieManager cookies = new CookieManager();
    final ScriptedBrowser browser = new ScriptedBrowser(cookies);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final URI page;

    SetupVisitor(URI link) {
        this.page = link.resolve("/setup");
    }

    HttpResponse<String> look() {
        return browser.open(page);
    }

    /** Sends a form of the page with its token; names and values in turn. */
    HttpResponse<String> send(String... fields) {
        Matcher token = TOKEN.matcher(look().body());
        if (!token.find()) {
            throw new AssertionError("no form on the set-up page");
        }
        return post("form=" + token.group(1) + "&" + encoded(fields));
    }

    HttpResponse<String> post(String body) {
        return post(page, body);
    }

    /** Presses one of the buttons for light and dark. */
    HttpResponse<String> choose(String theme) {
        return post(
                page.resolve("/theme"),
                "theme=" + theme,
                "Origin",
                page.resolve("/").toString(),
                "Referer",
                page.toString());
    }

    private HttpResponse<String> post(URI where, String body, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(where)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        HttpRequest request = builder.build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String... fields) {
        String[] encoded = Arrays.stream(fields)
                .map(text -> URLEncoder.encode(text, UTF_8))
                .toArray(String[]::new);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < encoded.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(encoded[i]).append('=').append(encoded[i + 1]);
        }
        return body.toString();
    }
}
