package bot.herald.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A request as endpoints see it.
 *
 * @param path as it came, without the prefix of the public address; not decoded, so that each path has one spelling
 * @param query as it came, without the question mark
 * @param headers by name in lower case
 * @param client the client it is counted for
 * @param pathValues the segments in place of the route's {@code {names}}, decoded
 */
record WebRequest(
        String method,
        String path,
        String query,
        Map<String, List<String>> headers,
        Map<String, String> pathValues,
        String body,
        Client client) {
    private static final int MOST_COOKIES = 20;

    WebRequest(
            String method,
            String path,
            String query,
            Map<String, List<String>> headers,
            Map<String, String> pathValues,
            String body) {
        this(method, path, query, headers, pathValues, body, Client.HERE);
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** In lower case and without parameters; empty if the request names none. */
    String contentType() {
        return header("content-type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Every cookie with such a name: another host of the same domain may have planted one, and browsers do not say which is which.
     */
    List<String> cookies(Predicate<String> name) {
        return headers.getOrDefault("cookie", List.of()).stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(pair -> pair.strip().split("=", 2))
                .filter(pair -> pair.length == 2 && name.test(pair[0]))
                .map(pair -> withoutQuotes(pair[1]))
                .limit(MOST_COOKIES)
                .toList();
    }

    private static String withoutQuotes(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** @throws ProblemException if the query is malformed, repeats a parameter or holds a long one */
    Parameters parameters() {
        return Parameters.parse(query);
    }

    /** Without the prefix, which a web server in front may strip or leave; unchanged if it does not begin with it. */
    WebRequest below(String prefix) {
        if (prefix.isEmpty() || !(path + "/").startsWith(prefix + "/")) {
            return this;
        }
        String rest = path.substring(prefix.length());
        return new WebRequest(method, rest.isEmpty() ? "/" : rest, query, headers, pathValues, body, client);
    }

    WebRequest from(Client client) {
        return new WebRequest(method, path, query, headers, pathValues, body, client);
    }

    WebRequest withPathValues(Map<String, String> values) {
        return new WebRequest(method, path, query, headers, Map.copyOf(values), body, client);
    }
}
