package bot.herald.web;

import bot.herald.lifecycle.Health;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}. */
final class StatusRoutes {
    private final Supplier<Map<String, Health>> down;
    private final Supplier<String> metrics;

    /** @param down every component that is down, by name */
    StatusRoutes(Supplier<Map<String, Health>> down, Supplier<String> metrics) {
        this.down = down;
        this.metrics = metrics;
    }

    void healthz(Exchange exchange) {
        exchange.json(200, Pages.object().put("alive", true));
    }

    void readyz(Exchange exchange) {
        Map<String, Health> missing = down.get();
        ObjectNode body = Pages.object().put("ready", missing.isEmpty());
        ArrayNode list = body.putArray("missing");
        missing.forEach(
                (name, health) -> list.addObject().put("component", name).put("detail", health.detail()));
        exchange.json(missing.isEmpty() ? 200 : 503, body);
    }

    void metrics(Exchange exchange) {
        exchange.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
    }
}
