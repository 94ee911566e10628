package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Distinguishes our sessions, open and ended, from those of other programs with the same client id.
 *
 * <p>Safe for concurrent use.
 */
final class OwnSessions {
    /** Twitch lists dead sessions' subscriptions for about an hour. */
    private static final int REMEMBERED = 10_000;

    private final EventTransport transport;
    private final Set<String> had = new LinkedHashSet<>();

    OwnSessions(EventTransport transport) {
        this.transport = transport;
    }

    synchronized void remember(EventTransport.Session session) {
        had.addAll(session.ids());
        while (had.size() > REMEMBERED) {
            had.remove(had.iterator().next());
        }
    }

    synchronized boolean hadBefore(String sessionId) {
        return had.contains(sessionId);
    }

    /** The ids of all open sessions of a user: one user's list shows the subscriptions of all their sockets. */
    Set<String> liveOf(TwitchUserId userId) {
        return transport.sockets().stream()
                .filter(socket -> socket.owner().userId().equals(userId))
                .flatMap(owner -> transport.session(owner).stream())
                .flatMap(session -> session.ids().stream())
                .collect(Collectors.toSet());
    }
}
