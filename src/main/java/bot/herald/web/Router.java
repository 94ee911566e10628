package bot.herald.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route by path and method, and turns whatever goes wrong into a page or JSON without details. */
final class Router extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(Router.class);

    private final Pages pages;
    private final SecurityHeaders securityHeaders;
    private final Map<String, Map<String, Route>> routes = new TreeMap<>();

    Router(Pages pages, SecurityHeaders securityHeaders) {
        this.pages = pages;
        this.securityHeaders = securityHeaders;
    }

    /** Adds a route; one for GET serves HEAD too, without the body. */
    Router add(String method, String path, Route route) {
        routes.computeIfAbsent(path, p -> new TreeMap<>()).put(method, route);
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        securityHeaders.addTo(response);
        Exchange exchange = new Exchange(request, response, callback, pages);
        try {
            serve(exchange);
        } catch (BadRequestException e) {
            exchange.problem(Problem.badRequest(e.advice()));
        } catch (RuntimeException e) {
            failed(exchange, e);
        }
        return true;
    }

    private void serve(Exchange exchange) {
        Map<String, Route> byMethod = routes.get(exchange.path());
        if (byMethod == null) {
            exchange.problem(Problem.notFound());
            return;
        }
        Route route = byMethod.get(exchange.isHead() ? "GET" : exchange.method());
        if (route == null) {
            exchange.header("Allow", allowed(byMethod));
            exchange.problem(Problem.methodNotAllowed());
            return;
        }
        route.serve(exchange);
    }

    private static String allowed(Map<String, Route> byMethod) {
        String methods = byMethod.keySet().stream().collect(Collectors.joining(", "));
        return byMethod.containsKey("GET") ? methods + ", HEAD" : methods;
    }

    /** Logs where, not what: the texts of exceptions and queries may hold a code or a token. */
    private static void failed(Exchange exchange, RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        log.error(
                "path={} failed: {} at {}",
                exchange.path(),
                e.getClass().getName(),
                trace.length == 0 ? "unknown" : trace[0]);
        exchange.problem(Problem.internalError());
    }
}
