package bot.herald.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the route of a request by method and path. */
final class Router {
    private final List<Entry> entries;

    Router(List<Route> routes) {
        this.entries =
                routes.stream().map(route -> new Entry(route, route.segments())).toList();
    }

    /** The first route that fits; where paths overlap, the order of the table decides. */
    Match find(String method, String path) {
        List<String> segments = List.of(path.split("/", -1));
        TreeSet<String> allowed = new TreeSet<>();
        for (Entry entry : entries) {
            Optional<Map<String, String>> values = entry.values(segments);
            if (values.isPresent() && entry.route.methods().contains(method)) {
                return new Found(entry.route, values.get());
            }
            values.ifPresent(matched -> allowed.addAll(entry.route.methods()));
        }
        return allowed.isEmpty() ? new Nowhere() : new WrongMethod(String.join(", ", allowed));
    }

    sealed interface Match {}

    record Found(Route route, Map<String, String> pathValues) implements Match {}

    /** @param allow for the Allow header */
    record WrongMethod(String allow) implements Match {}

    record Nowhere() implements Match {}

    private record Entry(Route route, List<String> segments) {
        Optional<Map<String, String>> values(List<String> asked) {
            if (asked.size() != segments.size()) {
                return Optional.empty();
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                String wanted = segments.get(i);
                if (wanted.startsWith("{")) {
                    Optional<String> value = decode(asked.get(i));
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    values.put(wanted.substring(1, wanted.length() - 1), value.get());
                } else if (!wanted.equals(asked.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(values);
        }

        private static Optional<String> decode(String segment) {
            try {
                // In a path, unlike in a form, + is a plus.
                return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), UTF_8))
                        .filter(value -> !value.isEmpty());
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
