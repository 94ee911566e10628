package bot.herald.feature.guard;

import bot.herald.feature.FeatureServices;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the guard has switched on in each channel, remembered through a restart. Safe for concurrent use.
 *
 * <p>Held here for a while, so that few ticks need the database; another instance may have written to it since.
 */
final class ShutMemory {
    private static final String KEY = "shut";
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Map<TwitchUserId, Known> known = new ConcurrentHashMap<>();

    private record Known(Optional<Shut> shut, Instant readAgain) {
        static Known from(Optional<Shut> shut, Instant now) {
            return new Known(shut, now.plus(FRESH));
        }
    }

    Optional<Shut> recall(TwitchUserId broadcaster, FeatureServices services) {
        Instant now = services.clock().instant();
        return known.compute(
                        broadcaster,
                        (id, held) -> held != null && now.isBefore(held.readAgain())
                                ? held
                                : Known.from(services.memory().recall(id, KEY).flatMap(Shut::parse), now))
                .shut();
    }

    void remember(TwitchUserId broadcaster, Shut shut, FeatureServices services) {
        services.memory().remember(broadcaster, KEY, shut.text());
        known.put(broadcaster, Known.from(Optional.of(shut), services.clock().instant()));
    }

    void forget(TwitchUserId broadcaster, FeatureServices services) {
        services.memory().forget(broadcaster, KEY);
        known.put(broadcaster, Known.from(Optional.empty(), services.clock().instant()));
    }
}
