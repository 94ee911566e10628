package bot.herald.auth;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The latest token refreshes since the start and how they ended; in memory only. Safe for concurrent use. */
public final class RefreshHistory {
    private static final int KEPT = 100;
    private static final int HOURS = 48;
    private static final Set<String> DONE = Set.of("renewed", "adopted");

    private final Clock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final NavigableMap<Instant, Hour> hours = new TreeMap<>();

    /** @param outcome as {@link CredentialObserver#refreshed} names it */
    public record Entry(Instant at, CredentialKey key, String outcome) {}

    /**
     * How many refreshes of an hour ended in which way.
     *
     * @param failed includes those that are retried later
     */
    public record Hour(Instant begin, int done, int failed) {
        private Hour plus(boolean good) {
            return new Hour(begin, done + (good ? 1 : 0), failed + (good ? 0 : 1));
        }
    }

    public RefreshHistory(Clock clock) {
        this.clock = clock;
    }

    public synchronized void add(CredentialKey key, String outcome) {
        entries.addLast(new Entry(clock.instant(), key, outcome));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        hours.put(hour, hours.getOrDefault(hour, new Hour(hour, 0, 0)).plus(DONE.contains(outcome)));
        hours.headMap(hour.minus(HOURS, ChronoUnit.HOURS)).clear();
    }

    /** The last 48 hours, ending with the current one. */
    public synchronized List<Hour> hours() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS);
        List<Hour> all = new ArrayList<>();
        for (int back = HOURS - 1; back >= 0; back--) {
            Instant hour = now.minus(back, ChronoUnit.HOURS);
            all.add(hours.getOrDefault(hour, new Hour(hour, 0, 0)));
        }
        return List.copyOf(all);
    }

    /** Latest first. */
    public synchronized List<Entry> latest() {
        List<Entry> latest = new ArrayList<>(entries);
        Collections.reverse(latest);
        return List.copyOf(latest);
    }
}
