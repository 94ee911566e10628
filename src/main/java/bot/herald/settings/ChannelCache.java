package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One immutable value a channel, read from the store when it is first asked for.
 *
 * <p>A value that may be out of date holds as long as the store does not answer, which is asked every few seconds only then: a
 * raid is greeted as it was set a moment ago. Safe for concurrent use. Reading what is there takes no lock; loads and changes of
 * one channel go one after the other.
 */
public final class ChannelCache<T> {
    private static final Logger log = LoggerFactory.getLogger(ChannelCache.class);
    private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

    private final Function<TwitchUserId, T> load;
    private final LongSupplier nanos;
    private final Map<TwitchUserId, Slot<T>> slots = new ConcurrentHashMap<>();

    private static final class Slot<T> {
        private volatile @Nullable T value;
        /** Whether the store may hold something newer. */
        private volatile boolean stale;
        /** When it is worth asking the store again that did not answer. */
        private volatile long askAgain;

        private Slot(long now) {
            askAgain = now;
        }
    }

    public ChannelCache(Function<TwitchUserId, T> load) {
        this(load, System::nanoTime);
    }

    ChannelCache(Function<TwitchUserId, T> load, LongSupplier nanos) {
        this.load = load;
        this.nanos = nanos;
    }

    /** @throws RuntimeException of the store, if the channel was never read before */
    public T get(TwitchUserId broadcasterId) {
        Slot<T> slot = slot(broadcasterId);
        T held = usable(slot);
        if (held != null) {
            return held;
        }
        synchronized (slot) {
            T again = usable(slot);
            return again != null ? again : newest(slot, broadcasterId);
        }
    }

    private @Nullable T usable(Slot<T> slot) {
        T held = slot.value;
        return held != null && (!slot.stale || nanos.getAsLong() - slot.askAgain < 0) ? held : null;
    }

    private T newest(Slot<T> slot, TwitchUserId broadcasterId) {
        try {
            return loaded(slot, broadcasterId);
        } catch (RuntimeException e) {
            T before = slot.value;
            if (before == null) {
                throw e;
            }
            slot.askAgain = nanos.getAsLong() + PAUSE_NANOS;
            log.warn(
                    "broadcaster={} the database does not answer ({}); what was set before holds",
                    broadcasterId,
                    e.getClass().getSimpleName());
            return before;
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
                slot.stale = true;
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
        return slots.computeIfAbsent(broadcasterId, id -> new Slot<>(nanos.getAsLong()));
    }

    private T loaded(Slot<T> slot, TwitchUserId broadcasterId) {
        T fresh = load.apply(broadcasterId);
        slot.value = fresh;
        slot.stale = false;
        return fresh;
    }
}
