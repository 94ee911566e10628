package bot.herald.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Remembers for a while which ids have been seen, up to a limit; sixteen bytes per id. Safe for concurrent use.
 *
 * <p>Ids are kept as 64 bits each, mixed with a number known only to this process: at thousands of lines a second, one
 * line in a billion a year is mistaken for another. They are forgotten in bulk, one generation at a time.
 */
public final class RecentIds {
    /** About an hour of busy chat in a hundred channels; slightly more would make the table twice as long. */
    public static final int MOST_MESSAGES = 170_000;

    private static final int SMALLEST = 64;

    private final long memoryMillis;
    private final int capacity;
    private final long seed = ThreadLocalRandom.current().nextLong();

    private Table young = new Table();
    private Table old = new Table();

    /**
     * @param memory how long an id is remembered at least, unless there are more than {@code capacity}; at most twice
     * as long
     * @param capacity how many of the latest are remembered at least; at most twice as many
     */
    public RecentIds(Duration memory, int capacity) {
        if (memory.isNegative() || memory.isZero() || capacity < 1) {
            throw new IllegalArgumentException("memory and capacity must be positive: " + memory + ", " + capacity);
        }
        this.memoryMillis = memory.toMillis();
        this.capacity = capacity;
    }

    /** Whether this id is asked about for the first time; true for one caller only. Never blocks. */
    public boolean firstTime(String id, long nowMillis) {
        return firstTime(mixed(seed, id), nowMillis);
    }

    /** The same for an id that is unique only within another. */
    public boolean firstTime(String within, String id, long nowMillis) {
        return firstTime(mixed(mixed(seed, within), id), nowMillis);
    }

    private synchronized boolean firstTime(long id, long nowMillis) {
        if (nowMillis - young.since > memoryMillis || young.size >= capacity) {
            boolean bothTooOld = nowMillis - young.since > 2 * memoryMillis;
            Table oldest = old;
            old = young;
            young = oldest;
            young.begin(nowMillis);
            if (bothTooOld) {
                old.begin(nowMillis);
            }
        }
        return !old.contains(id) && young.add(id);
    }

    private static long mixed(long seed, String id) {
        long mixed = seed ^ id.length();
        for (int i = 0; i < id.length(); i++) {
            mixed = (mixed ^ id.charAt(i)) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 32;
        }
        mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 32;
        // Zero marks an empty place.
        return mixed == 0 ? 1 : mixed;
    }

    /** Open addressing, with at most two thirds of the places taken. */
    private static final class Table {
        private long since = Long.MIN_VALUE / 2;
        private long[] places = new long[SMALLEST];
        private int size;

        /**
         * Empties it. The array is kept only if as many places will be needed again, because clearing a long one takes
         * time.
         */
        void begin(long now) {
            if (size < places.length / 8) {
                places = new long[SMALLEST];
            } else {
                Arrays.fill(places, 0);
            }
            size = 0;
            since = now;
        }

        boolean contains(long id) {
            return places[place(places, id)] == id;
        }

        boolean add(long id) {
            int at = place(places, id);
            if (places[at] == id) {
                return false;
            }
            places[at] = id;
            size++;
            if (size > places.length / 3 * 2) {
                grow();
            }
            return true;
        }

        private void grow() {
            long[] more = new long[places.length * 2];
            for (long id : places) {
                if (id != 0) {
                    more[place(more, id)] = id;
                }
            }
            places = more;
        }

        private static int place(long[] places, long id) {
            int at = (int) id & (places.length - 1);
            while (places[at] != 0 && places[at] != id) {
                at = (at + 1) & (places.length - 1);
            }
            return at;
        }
    }
}
