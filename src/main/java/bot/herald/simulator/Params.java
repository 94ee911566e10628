package bot.herald.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a query or form. An empty value counts as missing. */
public final class Params {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    public static Params parse(@Nullable String encoded) {
        Params params = new Params();
        if (encoded == null || encoded.isEmpty()) {
            return params;
        }
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            params.values
                    .computeIfAbsent(decode(name), key -> new ArrayList<>())
                    .add(decode(value));
        }
        return params;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadInput("not URL-encoded");
        }
    }

    public @Nullable String first(String name) {
        return all(name).stream().findFirst().orElse(null);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    public boolean has(String name) {
        return first(name) != null;
    }
}
