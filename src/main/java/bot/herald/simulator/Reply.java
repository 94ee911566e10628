package bot.herald.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** An answer; with an empty content type the header is left out. */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {
    public static Reply json(int status, ObjectNode body) {
        return new Reply(status, "application/json; charset=utf-8", body.toString(), Map.of());
    }

    public static Reply html(int status, String body) {
        return new Reply(status, "text/html; charset=utf-8", body, Map.of());
    }

    public static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body, Map.of());
    }

    public static Reply empty(int status) {
        return new Reply(status, "", "", Map.of());
    }

    public static Reply redirect(int status, String location) {
        return new Reply(status, "", "", Map.of("Location", location));
    }

    /** Redirects back to the app with the result in the query (RFC 6749, 4.1.2). */
    public static Reply oauthRedirect(String uri, Map<String, String> answer, @Nullable String state) {
        Map<String, String> all = new LinkedHashMap<>(answer);
        if (state != null) {
            all.put("state", state);
        }
        StringBuilder location = new StringBuilder(uri);
        char separator = uri.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> parameter : all.entrySet()) {
            location.append(separator)
                    .append(parameter.getKey())
                    .append('=')
                    .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return redirect(302, location.toString());
    }

    /** An error in Helix's format. */
    static Reply helixError(int status, String message) {
        return json(
                status,
                JsonNodes.object()
                        .put("error", reason(status))
                        .put("status", status)
                        .put("message", message));
    }

    /** An error in the OAuth server's format, which has no {@code error}. */
    static Reply oauthError(int status, String message) {
        return json(status, JsonNodes.object().put("status", status).put("message", message));
    }

    public Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, contentType, body, all);
    }

    /** Writes and completes the response. */
    public void send(Response response, Callback callback) {
        response.setStatus(status);
        if (!contentType.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        }
        headers.forEach((name, value) -> response.getHeaders().put(name, value));
        Content.Sink.write(response, true, body, callback);
    }

    static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 422 -> "Unprocessable Entity";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Error";
        };
    }
}
