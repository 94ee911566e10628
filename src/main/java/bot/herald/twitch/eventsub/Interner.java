package bot.herald.twitch.eventsub;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Represents frequent values by one object each where possible: what is kept of many events then takes half the memory,
 * and hash codes are computed once.
 *
 * <p>A value displaces another one in the same place. Safe for concurrent use; of two equal values either may be
 * returned.
 */
final class Interner<T> {
    private static final int PLACES = 4_096;

    private final AtomicReferenceArray<T> places = new AtomicReferenceArray<>(PLACES);
    private final Function<String, T> read;
    private final Function<T, String> text;

    /** @param read parses a text into a value, of which {@code text} returns the same text */
    Interner(Function<String, T> read, Function<T, String> text) {
        this.read = read;
        this.text = text;
    }

    /** Passes on whatever {@code read} throws. */
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
