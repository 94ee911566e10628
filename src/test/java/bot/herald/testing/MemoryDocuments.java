package bot.herald.testing;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.DocumentStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Documents as the database keeps them, without one; nothing counts uses, and no two have an alias in common. */
public final class MemoryDocuments implements DocumentStore {
    private final Map<String, Map<TwitchUserId, List<Stored>>> held = new HashMap<>();

    private List<Stored> of(String kind, TwitchUserId broadcasterId) {
        return held.computeIfAbsent(kind, one -> new HashMap<>())
                .computeIfAbsent(broadcasterId, id -> new ArrayList<>());
    }

    @Override
    public synchronized List<Stored> load(String kind, TwitchUserId broadcasterId) {
        return List.copyOf(of(kind, broadcasterId));
    }

    @Override
    public synchronized Map<TwitchUserId, List<Stored>> loadAll(String kind) {
        Map<TwitchUserId, List<Stored>> all = new HashMap<>();
        held.getOrDefault(kind, Map.of()).forEach((id, stored) -> all.put(id, List.copyOf(stored)));
        return all;
    }

    @Override
    public synchronized Outcome insert(String kind, TwitchUserId broadcasterId, Stored fresh, List<String> aliases) {
        if (of(kind, broadcasterId).stream().anyMatch(one -> one.name().equals(fresh.name()))) {
            return Outcome.WORD_TAKEN;
        }
        of(kind, broadcasterId).add(fresh);
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome replace(
            String kind, TwitchUserId broadcasterId, String name, Stored changed, List<String> aliases) {
        return delete(kind, broadcasterId, name, changed.version() - 1) == Outcome.DONE
                ? insert(kind, broadcasterId, changed, aliases)
                : Outcome.STALE;
    }

    @Override
    public synchronized Outcome delete(String kind, TwitchUserId broadcasterId, String name, long version) {
        return of(kind, broadcasterId).removeIf(one -> one.name().equals(name) && one.version() == version)
                ? Outcome.DONE
                : Outcome.STALE;
    }

    @Override
    public OptionalLong addToCount(String kind, TwitchUserId broadcasterId, String name, long by) {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong setCount(String kind, TwitchUserId broadcasterId, String name, long count) {
        return OptionalLong.empty();
    }

    @Override
    public Use use(String kind, TwitchUserId broadcasterId, String name) {
        return Use.NEVER;
    }

    @Override
    public boolean advance(String kind, TwitchUserId broadcasterId, String name, Use before, Use after) {
        return false;
    }

    @Override
    public synchronized void purge(TwitchUserId broadcasterId) {
        held.values().forEach(channels -> channels.remove(broadcasterId));
    }
}
