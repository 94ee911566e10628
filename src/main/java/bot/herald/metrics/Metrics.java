package bot.herald.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everything that Herald counts, as Prometheus reads it.
 *
 * <p>No label takes a value that strangers choose, so the number of series is bounded. Safe for concurrent use.
 */
public final class Metrics {
    private static final int MOST_EVENT_TYPES = 100;
    private static final List<String> REFRESH_OUTCOMES =
            List.of("renewed", "adopted", "rejected", "retry", "misconfigured");
    private static final List<String> EVENTS_OF_EVERY_CHANNEL = List.of("channel.chat.message", "channel.raid");
    private static final Duration[] RECOVERIES =
            Stream.of(1, 2, 5, 10, 30, 60, 300).map(Duration::ofSeconds).toArray(Duration[]::new);
    private static final String REFRESHES = "Token refreshes by outcome.";
    private static final String MESSAGES = "Outgoing chat messages by outcome.";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer eventHandling = Timer.builder("herald.event.handling")
            .description("How long all handlers of one event took together.")
            .register(registry);
    private final Map<String, Timer> recoveries = new ConcurrentHashMap<>();
    /** By the type's name; held, since to look one up in the registry takes as long as handling the event. */
    private final Map<String, Counter> events = new ConcurrentHashMap<>();

    private final List<Runnable> gauges = new CopyOnWriteArrayList<>();

    public Metrics() {
        // There from the start, at nought, so that an alert on a rate sees the first one.
        REFRESH_OUTCOMES.forEach(outcome -> counter("herald.token.refresh", REFRESHES, "outcome", outcome));
        counter("herald.chat.messages", MESSAGES, "outcome", "sent");
        EVENTS_OF_EVERY_CHANNEL.forEach(type -> events.put(type, eventCounter(type)));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    public void tokenRefresh(String outcome) {
        count("herald.token.refresh", REFRESHES, "outcome", outcome);
    }

    /** @param type Twitch's subscription type */
    public void event(String type) {
        Counter counter = events.get(type);
        if (counter == null) {
            counter = events.size() < MOST_EVENT_TYPES
                    ? events.computeIfAbsent(type, this::eventCounter)
                    : eventCounter("other");
        }
        counter.increment();
    }

    private Counter eventCounter(String type) {
        return counter("herald.events", "Events received from Twitch by type.", "type", type);
    }

    /** @param why a fixed word */
    public void eventSkipped(String why) {
        count("herald.events.skipped", "Events and messages that were dropped or skipped, by reason.", "reason", why);
    }

    public void eventHandled(Duration took) {
        eventHandling.record(took);
    }

    /**
     * A channel that was heard, and then was not, is heard again.
     *
     * @param cause a fixed word
     */
    public void recovered(String cause, Duration after) {
        recoveries
                .computeIfAbsent(
                        cause,
                        word -> Timer.builder("herald.recovery")
                                .description("How long events of a channel did not arrive, by the last cause.")
                                .tag("cause", word)
                                .serviceLevelObjectives(RECOVERIES)
                                .register(registry))
                .record(after);
    }

    public void chatMessage(String outcome) {
        count("herald.chat.messages", MESSAGES, "outcome", outcome);
    }

    public void shoutout(String outcome) {
        count("herald.shoutouts", "Shoutout requests by outcome.", "outcome", outcome);
    }

    /** @param change {@code joined} or {@code left} */
    public void discordMember(String change) {
        count("herald.discord.members", "Members of Discord servers that joined or left.", "change", change);
    }

    /** Connected channels by status, asked for at each scrape. */
    public void channels(Supplier<Map<String, Integer>> byStatus) {
        gauge("herald.channels", "Connected channels by status.", "status", byStatus);
    }

    /** EventSub sockets by state, asked for at each scrape. */
    public void eventSubConnections(Supplier<Map<String, Integer>> byState) {
        gauge("herald.eventsub.connections", "EventSub sockets by state.", "state", byState);
    }

    /** Subscriptions that channels should have, by Twitch's type and their state, asked for at each scrape. */
    public void eventSubSubscriptions(Supplier<Map<String, Map<String, Integer>>> byTypeAndState) {
        MultiGauge gauge = MultiGauge.builder("herald.eventsub.subscriptions")
                .description("EventSub subscriptions that channels should have, by type and state.")
                .register(registry);
        gauges.add(() -> {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            byTypeAndState
                    .get()
                    .forEach((type, states) -> states.forEach((state, number) ->
                            rows.add(MultiGauge.Row.of(Tags.of("type", type, "state", state), number))));
            gauge.register(rows, true);
        });
    }

    /**
     * Twitch's points for subscriptions, {@code used} and {@code allowed}: the app's, or those of the account that has least
     * left. Asked for at each scrape.
     */
    public void eventSubCost(Supplier<Map<String, Integer>> usedAndAllowed) {
        gauge("herald.eventsub.cost", "Cost points of EventSub subscriptions.", "points", usedAndAllowed);
    }

    /** Held tokens by state, asked for at each scrape. */
    public void tokens(Supplier<Map<String, Integer>> byState) {
        gauge("herald.tokens", "Held tokens by state.", "state", byState);
    }

    /** How many seconds the oldest call of each kind has been under way, asked for at each scrape. */
    public void oldestCalls(Supplier<Map<String, Double>> byCall) {
        gauge("herald.oldest.call.seconds", "Age of the oldest call to Twitch without an answer.", "call", byCall);
    }

    /** How many seconds old the oldest of each thing is that is watched, asked for at each scrape. */
    public void ages(Supplier<Map<String, Double>> byThing) {
        gauge("herald.age.seconds", "Age of the oldest task that may hang, as in /readyz.", "of", byThing);
    }

    /** All of it in Prometheus' text format. */
    public String scrape() {
        gauges.forEach(Runnable::run);
        return registry.scrape();
    }

    private void count(String name, String description, String label, String value) {
        counter(name, description, label, value).increment();
    }

    private Counter counter(String name, String description, String label, String value) {
        return Counter.builder(name).description(description).tag(label, value).register(registry);
    }

    private void gauge(
            String name, String description, String label, Supplier<? extends Map<String, ? extends Number>> values) {
        MultiGauge gauge = MultiGauge.builder(name).description(description).register(registry);
        gauges.add(() -> {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            values.get().forEach((value, number) -> rows.add(MultiGauge.Row.of(Tags.of(label, value), number)));
            gauge.register(rows, true);
        });
    }
}
