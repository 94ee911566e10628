package bot.herald.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every subscription; dead ones of sockets stay listed for an hour. Guarded by {@link World}. */
final class Subscriptions {
    static final Duration DEAD_LISTED = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Subscription> byId = new LinkedHashMap<>();

    Subscriptions(Clock clock) {
        this.clock = clock;
    }

    void add(Subscription subscription) {
        byId.put(subscription.id, subscription);
    }

    @Nullable
    Subscription find(String id) {
        return all().filter(subscription -> subscription.id.equals(id))
                .findFirst()
                .orElse(null);
    }

    void remove(Subscription subscription) {
        byId.remove(subscription.id);
    }

    Stream<Subscription> all() {
        Instant oldest = clock.instant().minus(DEAD_LISTED);
        byId.values().removeIf(subscription -> subscription.endedAt != null && subscription.endedAt.isBefore(oldest));
        return List.copyOf(byId.values()).stream();
    }

    Stream<Subscription> enabled() {
        return all().filter(Subscription::isEnabled);
    }

    Stream<Subscription> enabledOn(EventSubSession session) {
        return enabled().filter(subscription -> subscription.session == session);
    }

    void end(Subscription subscription, String status) {
        subscription.status = status;
        subscription.endedAt = clock.instant();
    }
}
