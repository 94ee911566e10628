package bot.herald.web;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how many tries each client has within a period. Remembers the latest few thousand clients. Safe for concurrent use.
 */
final class ClientLimit {
    private static final int MOST_CLIENTS = 10_000;

    private final int most;
    private final int mostShared;
    private final Duration within;
    private final Clock clock;
    private final Map<String, TryLimit> clients = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TryLimit> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    /** @param mostShared for an address that many people may share */
    ClientLimit(int most, int mostShared, Duration within, Clock clock) {
        this.most = most;
        this.mostShared = mostShared;
        this.within = within;
        this.clock = clock;
    }

    /** Counts one more, if it is allowed. */
    boolean take(Client client) {
        return of(client).take();
    }

    /** Takes back a try that succeeded. */
    void giveBack(Client client) {
        of(client).giveBack();
    }

    private synchronized TryLimit of(Client client) {
        return clients.computeIfAbsent(
                client.address(), address -> new TryLimit(client.shared() ? mostShared : most, within, clock));
    }
}
