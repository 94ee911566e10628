package bot.herald.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as endpoints see it.
 *
 * @param path as it came, not decoded, so that no spelling of a path stands for another
 * @param query as it came, without the question mark
 * @param headers by name in lower case
 * @param pathValues what stood in the places of the route's {@code {names}}, decoded
 */
record WebRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        Map<String, String> pathValues,
        String body) {

    Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The first cookie of that name: where browsers send two, the more specific comes first. */
    Optional<String> cookie(String name) {
        return headers.getOrDefault("cookie", List.of()).stream()
                .flatMap(header -> List.of(header.split(";", -1)).stream())
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> withoutQuotes(pair.substring(name.length() + 1)))
                .findFirst();
    }

    private static String withoutQuotes(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** @throws ProblemException if the query is malformed, repeats a parameter or holds a long one */
    Parameters parameters() {
        return Parameters.parse(query);
    }

    WebRequest withPathValues(Map<String, String> values) {
        return new WebRequest(method, path, query, headers, Map.copyOf(values), body);
    }
}
