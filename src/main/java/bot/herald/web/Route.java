package bot.herald.web;

import java.util.List;
import java.util.Set;

/**
 * One entry of the routing table.
 *
 * @param path literal, but for segments like {@code {name}}, which stand for any one segment
 */
record Route(Set<String> methods, String path, Endpoint endpoint) {
    /** Also answers HEAD. */
    static Route get(String path, Endpoint endpoint) {
        return new Route(Set.of("GET", "HEAD"), path, endpoint);
    }

    /** For a GET that begins or ends something: link checkers that send HEAD must not. */
    static Route getOnly(String path, Endpoint endpoint) {
        return new Route(Set.of("GET"), path, endpoint);
    }

    static Route on(String method, String path, Endpoint endpoint) {
        return new Route(Set.of(method), path, endpoint);
    }

    List<String> segments() {
        return List.of(path.split("/", -1));
    }
}
