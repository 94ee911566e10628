package bot.herald.auth;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The last refreshes of tokens and how they ended, since the start; in memory only. Safe for concurrent use. */
public final class RefreshHistory {
    private static final int KEPT = 100;

    private final Clock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** @param outcome as {@link CredentialObserver#refreshed} names it */
    public record Entry(Instant at, CredentialKey key, String outcome) {}

    public RefreshHistory(Clock clock) {
        this.clock = clock;
    }

    public synchronized void add(CredentialKey key, String outcome) {
        entries.addLast(new Entry(clock.instant(), key, outcome));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    /** The latest first. */
    public synchronized List<Entry> latest() {
        List<Entry> latest = new ArrayList<>(entries);
        Collections.reverse(latest);
        return List.copyOf(latest);
    }
}
