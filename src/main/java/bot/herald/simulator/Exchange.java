package bot.herald.simulator;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request read in full. */
public record Exchange(
        String method, String path, Params query, Params form, String body, Map<String, String> headers) {
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

    /** From the form, else from the query. */
    public @Nullable String field(String name) {
        String value = form.first(name);
        return value != null ? value : query.first(name);
    }
}
