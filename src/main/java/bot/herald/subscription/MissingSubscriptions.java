package bot.herald.subscription;

import bot.herald.subscription.EventTransport.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Creates what is wanted and does not exist on its socket, the first subscription of a fresh socket before everything else.
 *
 * <p>Used by the reconciler's thread; only {@link #welcomed} may be called by others.
 */
final class MissingSubscriptions {
    private final EventTransport transport;
    private final SubscriptionDirectory directory;
    private final OwnSessions sessions;
    private final SubscriptionAttempt attempt;
    private final Clock clock;
    private final Map<SocketKey, Owner> owners;
    private final Queue<SocketKey> welcomed = new ConcurrentLinkedQueue<>();

    /** @param owners as they are when something is created */
    MissingSubscriptions(
            EventTransport transport,
            SubscriptionDirectory directory,
            OwnSessions sessions,
            SubscriptionAttempt attempt,
            Clock clock,
            Map<SocketKey, Owner> owners) {
        this.transport = transport;
        this.directory = directory;
        this.sessions = sessions;
        this.attempt = attempt;
        this.clock = clock;
        this.owners = owners;
    }

    void welcomed(SocketKey socket) {
        welcomed.add(socket);
    }

    /** One subscription for each socket that was welcomed since: without one Twitch closes it after ten seconds. */
    void createFirst() {
        for (SocketKey key = welcomed.poll(); key != null; key = welcomed.poll()) {
            Owner owner = owners.get(key);
            if (owner != null) {
                missing(owner).stream().findFirst().ifPresent(first -> create(owner, first));
            }
        }
    }

    void create(Owner owner) {
        Optional<Session> session = transport.session(owner.socket);
        if (session.isEmpty()) {
            owner.wanted.forEach(this::lost);
            return;
        }
        for (Wanted one : missing(owner)) {
            createFirst();
            if (owner.isPaused(clock.instant())) {
                return;
            }
            create(owner, one);
        }
    }

    private void lost(Wanted one) {
        one.gone();
        if (directory.stateOf(one.desired).isFlowing()) {
            directory.put(
                    one.desired, SubscriptionState.RETRYING, "the connection to Twitch was lost; reconnecting", 0);
        }
    }

    private List<Wanted> missing(Owner owner) {
        Instant now = clock.instant();
        return transport
                .session(owner.socket)
                .map(session -> owner.wanted.stream()
                        .filter(one -> !one.exists(session) && one.isDue(now, session))
                        .toList())
                .orElse(List.of());
    }

    /** Looks at the session anew, since it may have ended while others were served. */
    void create(Owner owner, Wanted one) {
        Optional<Session> session = transport.session(owner.socket);
        if (session.isEmpty() || one.exists(session.get()) || owner.isPaused(clock.instant())) {
            return;
        }
        sessions.remember(session.get());
        if (owner.generation != session.get().generation()) {
            owner.generation = session.get().generation();
            owner.compareDue = true;
        }
        attempt.create(owner, one, session.get());
    }
}
