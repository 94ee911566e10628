package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One immutable value a channel, read from the store when it is first asked for.
 *
 * <p>Safe for concurrent use. Reading what is there takes no lock; loads and changes of one channel go one after the other.
 */
public final class ChannelCache<T> {
    private final Function<TwitchUserId, T> load;
    private final Map<TwitchUserId, Slot<T>> slots = new ConcurrentHashMap<>();

    private static final class Slot<T> {
        private volatile @Nullable T value;
    }

    public ChannelCache(Function<TwitchUserId, T> load) {
        this.load = load;
    }

    public T get(TwitchUserId broadcasterId) {
        Slot<T> slot = slot(broadcasterId);
        T held = slot.value;
        if (held != null) {
            return held;
        }
        synchronized (slot) {
            T again = slot.value;
            return again != null ? again : loaded(slot, broadcasterId);
        }
    }

    /** Reads the channel from the store again. */
    public T reload(TwitchUserId broadcasterId) {
        Slot<T> slot = slot(broadcasterId);
        synchronized (slot) {
            return loaded(slot, broadcasterId);
        }
    }

    /** Has every channel read from the store again, each when it is next asked for. */
    public void forgetAll() {
        for (Slot<T> slot : slots.values()) {
            synchronized (slot) {
                slot.value = null;
            }
        }
    }

    /** Runs {@code change} while no other change of the channel runs; it may call {@link #get}, {@link #put}, {@link #reload}. */
    public <R> R changing(TwitchUserId broadcasterId, Supplier<R> change) {
        synchronized (slot(broadcasterId)) {
            return change.get();
        }
    }

    /** Replaces the held value; to be called in {@link #changing}, when the store has it. */
    public void put(TwitchUserId broadcasterId, T value) {
        slot(broadcasterId).value = value;
    }

    private Slot<T> slot(TwitchUserId broadcasterId) {
        return slots.computeIfAbsent(broadcasterId, id -> new Slot<>());
    }

    private T loaded(Slot<T> slot, TwitchUserId broadcasterId) {
        T fresh = load.apply(broadcasterId);
        slot.value = fresh;
        return fresh;
    }
}
