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
 * One immutable value for each channel, held in memory so that nothing that happens in a chat waits for the store.
 *
 * <p>{@link #reloadAll} reads the values of all channels at once: at the start, and in the background whenever another process may
 * have changed some. From then on {@link #get} never asks the store, and what is held stays in use while the store is away. Before
 * it, each channel is read when it is first asked for, and is as if nothing had been set while the store does not answer. Safe for
 * concurrent use; loads and changes of one channel go one after the other.
 */
public final class ChannelCache<T> {
    private static final Logger log = LoggerFactory.getLogger(ChannelCache.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Function<TwitchUserId, T> load;
    private final Supplier<Map<TwitchUserId, T>> loadAll;
    private final Function<TwitchUserId, T> unset;
    private final LongSupplier nanos;
    private final Map<TwitchUserId, Slot<T>> slots = new ConcurrentHashMap<>();
    /** Whether all that the store has was read, so that it has nothing for a channel that is not held. */
    private volatile boolean complete;

    /** Its value is null until something is held. */
    private static final class Slot<T> extends AtomicReference<@Nullable T> {
        private static final long serialVersionUID = 1L;

        /** Counts what was put or read for this channel alone, so that an older reading of all does not replace it. */
        private volatile long changes;
        /** When it is worth asking the store again that did not answer. */
        private long askAgain;

        private Slot(long now) {
            super(null);
            askAgain = now;
        }

        /** What is held; from now on that is {@code value}, if nothing was. Does not wait for a change that is being made. */
        private T unlessHeld(T value) {
            T held = compareAndExchange(null, value);
            return held == null ? value : held;
        }
    }

    /**
     * @param load reads one channel
     * @param loadAll reads every channel that the store has something for
     * @param unset what holds for a channel that the store has nothing for
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

    /** Never fails; does not block once all was read. */
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
            // Who watches the database says that it does not answer.
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
     * @throws RuntimeException of the store; then what was held stays
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
