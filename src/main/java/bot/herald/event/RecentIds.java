package bot.herald.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Remembers for a while which ids have been there, as many as it may hold; sixteen bytes an id. Safe for concurrent use.
 *
 * <p>Ids are kept as 64 bits each, mixed with a number that only this process knows: that two of them look alike is a matter of
 * one in a billion lines in a year of thousands of lines a second. They are forgotten all at once, an age of the memory at a time.
 */
public final class RecentIds {
    /** Of the order of an hour of busy chat in a hundred channels; with a few more a table would have to be twice as long. */
    public static final int MOST_MESSAGES = 170_000;

    private static final int SMALLEST = 64;

    private final long memoryMillis;
    private final int capacity;
    private final long seed = ThreadLocalRandom.current().nextLong();

    private Table young = new Table();
    private Table old = new Table();

    /**
     * @param memory for how long an id is remembered at least, unless there are more than {@code capacity}; at most twice as long
     * @param capacity how many of the last are remembered at least; at most twice as many
     */
    public RecentIds(Duration memory, int capacity) {
        if (memory.isNegative() || memory.isZero() || capacity < 1) {
            throw new IllegalArgumentException("memory and capacity must be positive: " + memory + ", " + capacity);
        }
        this.memoryMillis = memory.toMillis();
        this.capacity = capacity;
    }

    /** Whether nobody asked about this id before; true for one caller only. Never blocks. */
    public boolean firstTime(String id, long nowMillis) {
        return firstTime(mixed(seed, id), nowMillis);
    }

    /** The same for an id that is one only within another. */
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
        // Zero is an empty place.
        return mixed == 0 ? 1 : mixed;
    }

    /** Open places, at most two thirds of them taken. */
    private static final class Table {
        private long since = Long.MIN_VALUE / 2;
        private long[] places = new long[SMALLEST];
        private int size;

        /** Empty; its places are kept if as many will be wanted again, for an array as long as theirs is dear to clear away. */
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
