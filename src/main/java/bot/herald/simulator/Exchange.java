package bot.herald.simulator;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request read in full. */
record Exchange(String method, String path, Params query, Params form, String body, Map<String, String> headers) {
    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    boolean isForm() {
        String type = header("content-type");
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }

    boolean isJson() {
        String type = header("content-type");
        return type != null && type.startsWith("application/json");
    }

    /** From the form, else from the query. */
    @Nullable
    String field(String name) {
        String value = form.first(name);
        return value != null ? value : query.first(name);
    }
}
