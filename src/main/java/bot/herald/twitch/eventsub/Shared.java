package bot.herald.twitch.eventsub;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Values that come again and again, as one object each where possible: what is kept of many events then takes half the memory, and
 * their hash codes are known.
 *
 * <p>A value that falls on another's place takes it over. Safe for concurrent use; of two equal values either may be given.
 */
final class Shared<T> {
    private static final int PLACES = 4_096;

    private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);
    private final Function<String, T> read;
    private final Function<T, String> text;

    /** @param read the value of a text, of which {@code text} gives the same text back */
    Shared(Function<String, T> read, Function<T, String> text) {
        this.read = read;
        this.text = text;
    }

    /** What {@code read} throws is passed on. */
    T of(String written) {
        int hash = written.hashCode();
        int place = (hash ^ (hash >>> 12)) & (PLACES - 1);
        T held = places.getAcquire(place);
        if (held != null && text.apply(held).equals(written)) {
            return held;
        }
        T fresh = read.apply(written);
        places.setRelease(place, fresh);
        return fresh;
    }
}
