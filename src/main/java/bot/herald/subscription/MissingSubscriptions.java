package bot.herald.subscription;

import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Creates what is wanted and does not exist on its socket. One owner's by one thread at a time, several owners' by several. */
final class MissingSubscriptions {
    private final EventTransport transport;
    private final SubscriptionDirectory directory;
    private final OwnSessions sessions;
    private final SubscriptionAttempt attempt;
    private final Clock clock;

    MissingSubscriptions(
            EventTransport transport,
            SubscriptionDirectory directory,
            OwnSessions sessions,
            SubscriptionAttempt attempt,
            Clock clock) {
        this.transport = transport;
        this.directory = directory;
        this.sessions = sessions;
        this.attempt = attempt;
        this.clock = clock;
    }

    /** Just one: without any Twitch closes a fresh socket after ten seconds. */
    void createFirst(Owner owner) {
        missing(owner).stream().findFirst().ifPresent(first -> create(owner, first));
    }

    void create(Owner owner) {
        for (Wanted one : missing(owner)) {
            create(owner, one);
        }
    }

    /** Shows what ended with the owner's socket. */
    void lost(Owner owner) {
        for (Wanted one : owner.wanted) {
            one.gone();
            if (directory.stateOf(one.desired).isFlowing()) {
                directory.put(
                        one.desired,
                        SubscriptionState.RETRYING,
                        "the connection to Twitch was lost; reconnecting",
                        0,
                        Outages.Cause.SOCKET);
            }
        }
    }

    /** What can be created now. */
    List<Wanted> missing(Owner owner) {
        Optional<Session> session = transport.session(owner.socket);
        if (session.isEmpty() || owner.isPaused(clock.instant())) {
            return List.of();
        }
        return owner.wanted.stream()
                .filter(one -> !one.exists(session.get()) && one.isDue(clock.instant()))
                .toList();
    }

    /** Looks at the session anew, since it may have ended while others were created. */
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
