package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Since when events of each subscription have been arriving, and when Twitch last showed that it is enabled. Measured
 * with a clock that nobody sets. Safe for concurrent use.
 */
final class Flows {
    private final ForwardClock clock;
    private final Map<TwitchUserId, Map<String, Flow>> byBroadcaster = new ConcurrentHashMap<>();

    /** @param proven when Twitch last created or listed it as enabled; empty if another process reconciles */
    private record Flow(Instant since, Optional<Instant> proven) {}

    Flows(ForwardClock clock) {
        this.clock = clock;
    }

    /** Twitch shows that the subscription is enabled. */
    void proven(TwitchUserId broadcasterId, String type) {
        Instant now = clock.instant();
        of(broadcasterId)
                .compute(type, (key, before) -> new Flow(before == null ? now : before.since(), Optional.of(now)));
    }

    /** The same, if events of it arrive. */
    void provenAgain(TwitchUserId broadcasterId, String type) {
        byBroadcaster
                .getOrDefault(broadcasterId, Map.of())
                .computeIfPresent(type, (key, before) -> new Flow(before.since(), Optional.of(clock.instant())));
    }

    /**
     * Another process says that the subscription is enabled.
     *
     * @param withoutBreak whether it has been since this process last heard of it
     */
    void reported(TwitchUserId broadcasterId, String type, boolean withoutBreak) {
        of(broadcasterId)
                .compute(
                        type,
                        (key, before) -> new Flow(
                                before == null || !withoutBreak ? clock.instant() : before.since(), Optional.empty()));
    }

    void ended(TwitchUserId broadcasterId, String type) {
        byBroadcaster.computeIfPresent(broadcasterId, (id, all) -> {
            all.remove(type);
            return all;
        });
    }

    private Map<String, Flow> of(TwitchUserId broadcasterId) {
        return byBroadcaster.computeIfAbsent(broadcasterId, id -> new ConcurrentHashMap<>());
    }

    /** Forgets all but these types of each broadcaster. */
    void keepOnly(Function<TwitchUserId, Set<String>> types) {
        byBroadcaster.forEach((id, all) -> all.keySet().retainAll(types.apply(id)));
        byBroadcaster.keySet().removeIf(id -> types.apply(id).isEmpty());
    }

    /** By a {@link ForwardClock}; empty while no events arrive. */
    Optional<Instant> since(TwitchUserId broadcasterId, String type) {
        return Optional.ofNullable(
                        byBroadcaster.getOrDefault(broadcasterId, Map.of()).get(type))
                .map(Flow::since);
    }

    /** The age of the oldest proof; empty if there is none. */
    Optional<Duration> oldestProof() {
        return byBroadcaster.values().stream()
                .flatMap(all -> all.values().stream())
                .flatMap(flow -> flow.proven().stream())
                .min(Comparator.naturalOrder())
                .map(at -> Duration.between(at, clock.instant()));
    }
}
