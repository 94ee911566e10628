package bot.herald.simulator;

import bot.herald.simulator.SubscriptionTypes.KnownType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every subscription. Ended ones stay listed for an hour. Guarded by {@link World}.
 *
 * <p>Indexed by topic, session and owner, because there may be 80,000 of them. The streams are snapshots.
 */
final class Subscriptions {
    static final Duration DEAD_LISTED = Duration.ofHours(1);

    /** A type and one field of a condition. */
    private record Topic(String type, String key, String value) {}

    /** The subscriptions created with one user's tokens, or with app tokens. */
    private static final class Owned {
        private final Map<String, Subscription> byId = new LinkedHashMap<>();
        private int enabledCost;
    }

    private static final String APP = "";

    private final Clock clock;
    private final Map<String, Subscription> byId = new LinkedHashMap<>();
    private final Map<String, Owned> byOwner = new HashMap<>();
    private final Map<Topic, Set<Subscription>> enabledByTopic = new HashMap<>();
    private final Map<EventSubSession, Set<Subscription>> enabledBySession = new HashMap<>();
    /** In the order they ended. */
    private final Deque<Subscription> ended = new ArrayDeque<>();

    Subscriptions(Clock clock) {
        this.clock = clock;
    }

    void add(Subscription subscription) {
        byId.put(subscription.id, subscription);
        Owned owned = byOwner.computeIfAbsent(owner(subscription.tokenUserId), key -> new Owned());
        owned.byId.put(subscription.id, subscription);
        owned.enabledCost += subscription.cost;
        topics(subscription)
                .forEach(topic -> enabledByTopic
                        .computeIfAbsent(topic, key -> new LinkedHashSet<>())
                        .add(subscription));
        if (subscription.session != null) {
            enabledBySession
                    .computeIfAbsent(subscription.session, key -> new LinkedHashSet<>())
                    .add(subscription);
        }
    }

    @Nullable
    Subscription find(String id) {
        forgetTheLongDead();
        return byId.get(id);
    }

    void remove(Subscription subscription) {
        if (subscription.isEnabled()) {
            disable(subscription);
        }
        byId.remove(subscription.id);
        Owned owned = byOwner.get(owner(subscription.tokenUserId));
        if (owned != null) {
            owned.byId.remove(subscription.id);
        }
    }

    Stream<Subscription> all() {
        forgetTheLongDead();
        return List.copyOf(byId.values()).stream();
    }

    List<SimulatedSubscription> snapshots() {
        return all().map(Subscription::snapshot).toList();
    }

    /** @param tokenUserId the user whose tokens created them; null for app tokens */
    Collection<Subscription> madeBy(@Nullable String tokenUserId) {
        forgetTheLongDead();
        Owned owned = byOwner.get(owner(tokenUserId));
        return owned == null ? List.of() : List.copyOf(owned.byId.values());
    }

    /** How many {@link #madeBy} lists. */
    int countMadeBy(@Nullable String tokenUserId) {
        forgetTheLongDead();
        Owned owned = byOwner.get(owner(tokenUserId));
        return owned == null ? 0 : owned.byId.size();
    }

    /** The cost of the enabled ones that {@link #madeBy} lists. */
    int costMadeBy(@Nullable String tokenUserId) {
        Owned owned = byOwner.get(owner(tokenUserId));
        return owned == null ? 0 : owned.enabledCost;
    }

    Stream<Subscription> enabled() {
        return all().filter(Subscription::isEnabled);
    }

    /** The enabled ones of a type, in any version, whose condition has this value. */
    Stream<Subscription> enabledAbout(String type, String key, String value) {
        return List.copyOf(enabledByTopic.getOrDefault(new Topic(type, key, value), Set.of())).stream();
    }

    /** The enabled ones with exactly this type and condition. */
    Stream<Subscription> enabledAlike(KnownType type, Map<String, String> condition) {
        return condition.entrySet().stream()
                .map(entry ->
                        enabledByTopic.getOrDefault(new Topic(type.name(), entry.getKey(), entry.getValue()), Set.of()))
                .min(Comparator.comparingInt(Set::size))
                .map(fewest -> List.copyOf(fewest).stream())
                .orElseGet(this::enabled)
                .filter(each -> each.sameTypeAndCondition(type, condition));
    }

    Stream<Subscription> enabledOn(EventSubSession session) {
        return List.copyOf(enabledBySession.getOrDefault(session, Set.of())).stream();
    }

    void end(Subscription subscription, String status) {
        if (subscription.isEnabled()) {
            disable(subscription);
        }
        subscription.status = status;
        subscription.endedAt = clock.instant();
        ended.addLast(subscription);
    }

    private void disable(Subscription subscription) {
        Owned owned = byOwner.get(owner(subscription.tokenUserId));
        if (owned != null) {
            owned.enabledCost -= subscription.cost;
        }
        topics(subscription).forEach(topic -> take(enabledByTopic, topic, subscription));
        if (subscription.session != null) {
            take(enabledBySession, subscription.session, subscription);
        }
    }

    private static <K> void take(Map<K, Set<Subscription>> index, K key, Subscription subscription) {
        index.computeIfPresent(key, (same, all) -> {
            all.remove(subscription);
            return all.isEmpty() ? null : all;
        });
    }

    private void forgetTheLongDead() {
        Instant oldest = clock.instant().minus(DEAD_LISTED);
        for (Subscription first = ended.peekFirst();
                first != null && first.endedAt != null && first.endedAt.isBefore(oldest);
                first = ended.peekFirst()) {
            ended.removeFirst();
            remove(first);
        }
    }

    private static Stream<Topic> topics(Subscription subscription) {
        String type = subscription.type.name();
        return subscription.condition.entrySet().stream()
                .map(entry -> new Topic(type, entry.getKey(), entry.getValue()));
    }

    private static String owner(@Nullable String tokenUserId) {
        return tokenUserId == null ? APP : tokenUserId;
    }
}
