package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.StorageFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One immutable value per channel, held in memory so that chat never waits for the store.
 *
 * <p>{@link #reloadAll} reads all channels at once: at start, and in the background when another process may have changed some.
 * After the first time, {@link #get} never reads the store, and the values stay in use while the store is down. Before that, each
 * channel is read when it is first needed, and counts as unset while the store is down. Safe for concurrent use; loads and changes
 * of one channel are serialised.
 */
public final class ChannelCache<T> {
    private static final Logger log = LoggerFactory.getLogger(ChannelCache.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Function<TwitchUserId, T> load;
    private final Supplier<Map<TwitchUserId, T>> loadAll;
    private final Function<TwitchUserId, T> unset;
    private final LongSupplier nanos;
    private final Map<TwitchUserId, Slot<T>> slots = new ConcurrentHashMap<>();
    /** Whether all channels were read, so that a channel without a value has nothing in the store. */
    private volatile boolean complete;

    /** Null until a value is held. */
    private static final class Slot<T> extends AtomicReference<@Nullable T> {
        private static final long serialVersionUID = 1L;

        /** Counts what was put or read for this channel alone, so that an older result of {@link #reloadAll} does not replace it. */
        private volatile long changes;
        /** When to ask the store again after it failed. */
        private long askAgain;

        private Slot(long now) {
            super(null);
            askAgain = now;
        }

        /** The held value, or {@code value} if none was held, which then is. Does not wait for a change in progress. */
        private T unlessHeld(T value) {
            T held = compareAndExchange(null, value);
            return held == null ? value : held;
        }
    }

    /**
     * @param load reads one channel
     * @param loadAll reads every channel that the store has something for
     * @param unset the value of a channel that the store has nothing for
     */
    public ChannelCache(
            Function<TwitchUserId, T> load, Supplier<Map<TwitchUserId, T>> loadAll, Function<TwitchUserId, T> unset) {
        this(load, loadAll, unset, System::nanoTime);
    }

    ChannelCache(
            Function<TwitchUserId, T> load,
            Supplier<Map<TwitchUserId, T>> loadAll,
            Function<TwitchUserId, T> unset,
            LongSupplier nanos) {
        this.load = load;
        this.loadAll = loadAll;
        this.unset = unset;
        this.nanos = nanos;
    }

    /** Never fails; does not block once everything was read. */
    public T get(TwitchUserId broadcasterId) {
        Slot<T> slot = slot(broadcasterId);
        T held = slot.get();
        return held != null ? held : first(slot, broadcasterId);
    }

    /** Whether {@link #get} does not block, because nothing has to be read first. */
    public boolean isHeld(TwitchUserId broadcasterId) {
        Slot<T> slot = slots.get(broadcasterId);
        return complete || (slot != null && slot.get() != null);
    }

    private T first(Slot<T> slot, TwitchUserId broadcasterId) {
        if (complete) {
            return slot.unlessHeld(unset.apply(broadcasterId));
        }
        synchronized (slot) {
            T held = slot.get();
            if (held != null) {
                return held;
            }
            return nanos.getAsLong() - slot.askAgain < 0 ? unset.apply(broadcasterId) : read(slot, broadcasterId);
        }
    }

    private T read(Slot<T> slot, TwitchUserId broadcasterId) {
        try {
            return loaded(slot, broadcasterId);
        } catch (RuntimeException e) {
            slot.askAgain = nanos.getAsLong() + PAUSE_NANOS;
            // The watch on the database reports that it is down.
            Level level = StorageFailure.isReasonOf(e) ? Level.DEBUG : Level.WARN;
            log.atLevel(level)
                    .log(
                            "broadcaster={} the database does not answer ({}); until it does, the defaults hold there",
                            broadcasterId,
                            e.getClass().getSimpleName());
            return unset.apply(broadcasterId);
        }
    }

    /** Reads the channel from the store again. */
    public T reload(TwitchUserId broadcasterId) {
        Slot<T> slot = slot(broadcasterId);
        synchronized (slot) {
            return loaded(slot, broadcasterId);
        }
    }

    /**
     * Reads every channel from the store again.
     *
     * @throws RuntimeException from the store; the held values stay
     */
    public void reloadAll() {
        Map<TwitchUserId, Long> before = new HashMap<>();
        slots.forEach((id, slot) -> before.put(id, slot.changes));
        Map<TwitchUserId, T> all = loadAll.get();
        Set<TwitchUserId> known = new HashSet<>(all.keySet());
        known.addAll(slots.keySet());
        for (TwitchUserId id : known) {
            Slot<T> slot = slot(id);
            synchronized (slot) {
                if (slot.changes == before.getOrDefault(id, 0L)) {
                    T value = all.get(id);
                    slot.set(value == null ? unset.apply(id) : value);
                } else {
                    loaded(slot, id);
                }
            }
        }
        complete = true;
    }

    /** Runs {@code change} while no other change of the channel runs; it may call {@link #get}, {@link #put}, {@link #reload}. */
    public <R> R changing(TwitchUserId broadcasterId, Supplier<R> change) {
        synchronized (slot(broadcasterId)) {
            return change.get();
        }
    }

    /** Replaces the held value; to be called in {@link #changing}, when the store has it. */
    public void put(TwitchUserId broadcasterId, T value) {
        hold(slot(broadcasterId), value);
    }

    private Slot<T> slot(TwitchUserId broadcasterId) {
        Slot<T> slot = slots.get(broadcasterId);
        return slot != null ? slot : slots.computeIfAbsent(broadcasterId, id -> new Slot<>(nanos.getAsLong()));
    }

    private T loaded(Slot<T> slot, TwitchUserId broadcasterId) {
        T fresh = load.apply(broadcasterId);
        hold(slot, fresh);
        return fresh;
    }

    private void hold(Slot<T> slot, T value) {
        synchronized (slot) {
            slot.changes++;
            slot.set(value);
        }
    }
}
