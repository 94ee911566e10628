package bot.herald.web;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One entry of the routing table.
 *
 * @param path literal, except that a segment like {@code {name}} stands for any segment
 * @param anyHost whether it may be asked under any name, because neither a cookie nor an address opens anything there
 * @param monitoring whether it belongs to {@code web.management-bind}
 */
record Route(
        Set<String> methods,
        String path,
        Endpoint endpoint,
        Function<WebRequest, Lane> lane,
        boolean anyHost,
        boolean monitoring) {
    private Route(Set<String> methods, String path, Endpoint endpoint) {
        this(methods, path, endpoint, request -> Lane.PAGES, false, false);
    }

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

    /** For monitoring; probes use the address they were given, so any host name will do. */
    static Route forMonitoring(String path, Lane lane, Endpoint endpoint) {
        return new Route(Set.of("GET", "HEAD"), path, endpoint, request -> lane, true, true);
    }

    /** Answered on the threads that may wait for Twitch. */
    Route waitingForTwitch() {
        return waitingForTwitch(request -> true);
    }

    /** Answered on the threads that may wait for Twitch if the request may need them. */
    Route waitingForTwitch(Predicate<WebRequest> mayAsk) {
        return new Route(
                methods,
                path,
                endpoint,
                request -> mayAsk.test(request) ? Lane.TWITCH : Lane.PAGES,
                anyHost,
                monitoring);
    }

    Route underAnyName() {
        return new Route(methods, path, endpoint, lane, true, monitoring);
    }

    List<String> segments() {
        return List.of(path.split("/", -1));
    }
}
