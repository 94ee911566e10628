package bot.herald.subscription;

import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Creates the wanted subscriptions that are missing from their sockets. Each owner is served by one thread at a time,
 * several owners in parallel; of an owner with many on one socket, such as the bot, several are created at a time.
 */
final class MissingSubscriptions {
    /** About as many as a channel has on its socket; channels are served in parallel anyway. */
    private static final int FEW = 16;

    private final EventTransport transport;
    private final SubscriptionDirectory directory;
    private final OwnSessions sessions;
    private final SubscriptionAttempt attempt;
    private final Clock clock;
    private final Parallel parallel;

    MissingSubscriptions(
            EventTransport transport,
            SubscriptionDirectory directory,
            OwnSessions sessions,
            SubscriptionAttempt attempt,
            Parallel parallel,
            Clock clock) {
        this.transport = transport;
        this.directory = directory;
        this.sessions = sessions;
        this.attempt = attempt;
        this.parallel = parallel;
        this.clock = clock;
    }

    /** Just one, because Twitch closes a new socket that has none after ten seconds. */
    void createFirst(Owner owner) {
        missing(owner).stream().findFirst().ifPresent(first -> create(owner, first));
    }

    /**
     * The most important first. Several go out at a time, unless the last answers suggest sending a single one first to
     * find out.
     *
     * @param essential whether only what a channel cannot work without
     */
    void create(Owner owner, boolean essential) {
        List<Wanted> due = missing(owner).stream()
                .filter(one -> !essential || one.isEssential())
                .toList();
        int alone = due.size() <= FEW ? due.size() : owner.hasPaused() ? 1 : 0;
        due.stream().limit(alone).forEach(one -> create(owner, one));
        parallel.each(due.stream().skip(alone).toList(), one -> create(owner, one), goesOn -> !goesOn);
    }

    /** Records what ended with the owner's socket. */
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
                .sorted(Comparator.comparing(one -> !one.isEssential()))
                .toList();
    }

    /**
     * Checks the session again, since it may have ended while others were created.
     *
     * @return whether it makes sense to go on with others
     */
    boolean create(Owner owner, Wanted one) {
        Optional<Session> session = transport.session(owner.socket);
        synchronized (owner) {
            if (session.isEmpty() || owner.isPaused(clock.instant())) {
                return false;
            }
            if (one.exists(session.get())) {
                return true;
            }
            sessions.remember(session.get());
            if (owner.generation != session.get().generation()) {
                owner.generation = session.get().generation();
                owner.compareDue = true;
            }
        }
        attempt.create(owner, one, session.get());
        return true;
    }
}
