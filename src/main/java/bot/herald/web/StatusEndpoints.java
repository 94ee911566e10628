package bot.herald.web;

import bot.herald.web.Readiness.Missing;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The routes for monitoring. */
final class StatusEndpoints {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final Supplier<String> metrics;

    StatusEndpoints(Readiness readiness, Supplier<String> metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(
                Route.forMonitoring(
                        "/healthz", Lane.AT_ONCE, request -> Answer.json(200, Json.write(Map.of("alive", true)))),
                Route.forMonitoring("/readyz", Lane.MONITORING, request -> ready()),
                Route.forMonitoring(
                        "/metrics", Lane.MONITORING, request -> Answer.text(PROMETHEUS_TEXT, metrics.get())));
    }

    private Answer ready() {
        List<Missing> missing = readiness.missing();
        boolean ready = missing.isEmpty();
        return Answer.json(ready ? 200 : 503, Json.write(new Ready(ready, missing, readiness.ages())));
    }

    private record Ready(boolean ready, List<Missing> missing, Map<String, Double> ages) {}
}
