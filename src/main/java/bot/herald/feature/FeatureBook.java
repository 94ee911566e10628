package bot.herald.feature;

import bot.herald.event.ChannelEvent;
import bot.herald.feature.Boundary.Doing;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.ChannelCache;
import bot.herald.settings.DocumentStore;
import bot.herald.settings.DocumentStore.Outcome;
import bot.herald.settings.DocumentStore.Stored;
import bot.herald.settings.Documents.Origin;
import bot.herald.settings.Problem;
import bot.herald.subscription.WantedEvents;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The settings of every feature in every channel, validated before they are saved. Safe for concurrent use. */
public final class FeatureBook {
    private static final String KIND = "feature";

    private final FeatureRegistry registry;
    private final DocumentStore store;
    private final Consumer<TwitchUserId> changed;
    private final ChannelCache<Held> cache;
    /** One of each, since most channels want the same. */
    private final Map<WantedEvents, WantedEvents> heard = new ConcurrentHashMap<>();

    /** The store's state when everything was last read. */
    private @Nullable Map<TwitchUserId, List<Stored>> known;

    /** What is set in one channel, and which events are wanted there because of it. */
    private record Held(List<FeatureState<?>> states, WantedEvents heard) {}

    /** @param changed notified of every change made here, once it is saved; must be quick */
    public FeatureBook(FeatureRegistry registry, DocumentStore store, Consumer<TwitchUserId> changed) {
        this.registry = registry;
        this.store = store;
        this.changed = changed;
        this.cache =
                new ChannelCache<>(id -> states(id, store.load(KIND, id)), this::loadAll, id -> states(id, List.of()));
    }

    /** Only called by {@link #reload}. */
    private Map<TwitchUserId, Held> loadAll() {
        Map<TwitchUserId, List<Stored>> stored = store.loadAll(KIND);
        Map<TwitchUserId, Held> all = new HashMap<>();
        stored.forEach((id, features) -> all.put(id, states(id, features)));
        known = stored;
        return all;
    }

    private Held states(TwitchUserId broadcasterId, List<Stored> stored) {
        Map<String, Stored> byName = new HashMap<>();
        stored.forEach(one -> byName.put(one.name(), one));
        List<FeatureState<?>> states = new ArrayList<>();
        Set<Class<? extends ChannelEvent>> kinds = new HashSet<>();
        Set<String> types = new HashSet<>();
        for (KnownFeature<?> known : registry.all()) {
            Stored set = byName.get(known.id);
            FeatureState<?> state = set == null
                    ? known.untouched(broadcasterId)
                    : known.state(broadcasterId, set.content(), set.version());
            states.add(state);
            kinds.addAll(state.wants().events());
            types.addAll(state.wants().twitchTypes());
        }
        WantedEvents wanted = new WantedEvents(kinds, types);
        return new Held(List.copyOf(states), heard.computeIfAbsent(wanted, same -> same));
    }

    /** Every feature, in the order in which they see an event. */
    public List<FeatureState<?>> list(TwitchUserId broadcasterId) {
        return cache.get(broadcasterId).states;
    }

    /** Which events the features of the channel want, all together. */
    WantedEvents heard(TwitchUserId broadcasterId) {
        return cache.get(broadcasterId).heard;
    }

    /** Whether {@link #list} would return without blocking. */
    boolean isHeld(TwitchUserId broadcasterId) {
        return cache.isHeld(broadcasterId);
    }

    public Optional<FeatureState<?>> find(TwitchUserId broadcasterId, String feature) {
        for (FeatureState<?> state : list(broadcasterId)) {
            if (state.id().equals(feature)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** The settings of a feature in a channel, or its defaults; empty if there is no feature with such settings. */
    public <S extends Record> Optional<S> settings(TwitchUserId broadcasterId, String feature, Class<S> type) {
        return find(broadcasterId, feature)
                .map(state -> state.settings)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** What the feature would need with these settings; nothing if there is no such feature. */
    public Wants wants(TwitchUserId broadcasterId, String feature, JsonNode settings) {
        return registry.find(feature)
                .map(known -> known.state(broadcasterId, settings.toString(), 0).wants())
                .orElse(Wants.NOTHING);
    }

    /** Everything wrong with a change of a feature's settings; empty if there is no such feature. */
    public List<Problem> problems(TwitchUserId broadcasterId, String feature, JsonNode change, Origin origin) {
        return find(broadcasterId, feature)
                .map(state -> problems(broadcasterId, state.known, state.settings(), change, origin))
                .orElse(List.of());
    }

    private static List<Problem> problems(
            TwitchUserId broadcasterId, KnownFeature<?> known, ObjectNode before, JsonNode change, Origin origin) {
        Problem own = new Problem("", ChannelSettings.TEXTS.saying("not-checked"));
        return Boundary.call(new Doing(known.id, broadcasterId, "settings", "none"), List.of(own), () -> {
            ObjectNode whole = known.merged(before, change);
            return known.problems(whole, origin == Origin.RESTORED ? whole : before);
        });
    }

    /**
     * Changes the fields named in {@code change} and leaves the rest.
     *
     * @param expectedVersion of the settings that the change was based on; empty to overwrite whatever is there
     */
    public Change<FeatureState<?>> replace(
            TwitchUserId broadcasterId, String feature, JsonNode change, OptionalLong expectedVersion) {
        return replace(broadcasterId, feature, change, expectedVersion, Origin.NEW);
    }

    /** The same for a change that may put back what was saved before. */
    public Change<FeatureState<?>> replace(
            TwitchUserId broadcasterId, String feature, JsonNode change, OptionalLong expectedVersion, Origin origin) {
        Optional<KnownFeature<?>> known = registry.find(feature);
        if (known.isEmpty()) {
            return new Change.Missing<>();
        }
        Change<FeatureState<?>> made = cache.changing(
                broadcasterId, () -> replaceHere(broadcasterId, known.get(), change, expectedVersion, origin));
        if (made instanceof Change.Done<FeatureState<?>>) {
            changed.accept(broadcasterId);
        }
        return made;
    }

    private Change<FeatureState<?>> replaceHere(
            TwitchUserId broadcasterId,
            KnownFeature<?> known,
            JsonNode change,
            OptionalLong expectedVersion,
            Origin origin) {
        FeatureState<?> current = find(broadcasterId, known.id).orElseThrow();
        if (expectedVersion.isPresent() && expectedVersion.getAsLong() != current.version()) {
            return conflict(broadcasterId, known.id);
        }
        List<Problem> problems = problems(broadcasterId, known, current.settings(), change, origin);
        if (!problems.isEmpty()) {
            return new Change.Invalid<>(problems);
        }
        String settings = known.stored(known.merged(current.settings(), change));
        Stored changed = new Stored(known.id, settings, current.version() + 1, 0);
        Outcome outcome = current.version() == 0
                ? store.insert(KIND, broadcasterId, changed, List.of())
                : store.replace(KIND, broadcasterId, known.id, changed, List.of());
        if (outcome != Outcome.DONE) {
            return conflict(broadcasterId, known.id);
        }
        cache.reload(broadcasterId);
        return new Change.Done<>(find(broadcasterId, known.id).orElseThrow());
    }

    private Change<FeatureState<?>> conflict(TwitchUserId broadcasterId, String feature) {
        cache.reload(broadcasterId);
        return new Change.Conflict<>(find(broadcasterId, feature).orElseThrow());
    }

    /** Runs {@code what} while nobody else changes the channel's settings; {@code what} itself may. */
    public void alone(TwitchUserId broadcasterId, Runnable work) {
        cache.changing(broadcasterId, () -> {
            work.run();
            return true;
        });
    }

    /** Reads one channel again after a change was rolled back. */
    public void reload(TwitchUserId broadcasterId) {
        cache.reload(broadcasterId);
    }

    /**
     * Reads all channels: at the start, and when other processes may have changed any.
     *
     * @return whether anything was new to this process
     */
    public synchronized boolean reload() {
        Map<TwitchUserId, List<Stored>> before = known;
        cache.reloadAll();
        return !Objects.equals(before, known);
    }
}
