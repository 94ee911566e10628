package bot.herald.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request whose body has been read. */
public record Exchange(
        String method, String path, Params query, Params form, String body, Map<String, String> headers) {
    /** Reads a request; null if its query or form is malformed. */
    public static @Nullable Exchange read(Request request, String method, String path) throws IOException {
        String body = Content.Source.asString(request, StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue()));
        }
        try {
            Exchange exchange = new Exchange(
                    method, path, Params.parse(request.getHttpURI().getQuery()), Params.parse(null), body, headers);
            return exchange.isForm()
                    ? new Exchange(method, path, exchange.query(), Params.parse(body), body, headers)
                    : exchange;
        } catch (BadInput e) {
            return null;
        }
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public boolean isForm() {
        String type = header("content-type");
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }

    public boolean isJson() {
        String type = header("content-type");
        return type != null && type.startsWith("application/json");
    }

    /** A parameter from the form, or else from the query. */
    public @Nullable String field(String name) {
        String value = form.first(name);
        return value != null ? value : query.first(name);
    }
}
