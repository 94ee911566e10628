package bot.herald.subscription;

import bot.herald.subscription.EventTransport.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what Twitch lists for a socket's owner with what should be there. Several threads may do so for different
 * owners, but only one at a time for each.
 */
final class OwnerComparison {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerComparison.class);
    /** A subscription this young may not be listed yet. */
    private static final Duration YOUNG = Duration.ofSeconds(30);

    private final SubscriptionApi api;
    private final EventTransport transport;
    private final SubscriptionDirectory directory;
    private final OwnSessions sessions;
    private final MissingSubscriptions missing;
    private final Clock clock;

    OwnerComparison(
            SubscriptionApi api,
            EventTransport transport,
            SubscriptionDirectory directory,
            OwnSessions sessions,
            MissingSubscriptions missing,
            Clock clock) {
        this.api = api;
        this.transport = transport;
        this.directory = directory;
        this.sessions = sessions;
        this.missing = missing;
        this.clock = clock;
    }

    void compare(Owner owner) {
        Optional<Session> session = transport.session(owner.socket);
        if (session.isEmpty() || owner.isPaused(clock.instant())) {
            return;
        }
        SubscriptionApi.ListAnswer answer = api.list(owner.key);
        if (answer instanceof SubscriptionApi.ListAnswer.Failed failed) {
            // The regular pass asks again; what exists goes on existing meanwhile.
            LOG.debug(
                    "{} subscriptions not listed: {}",
                    owner.key,
                    failed.failure().reason());
            owner.compareDue = false;
            return;
        }
        if (answer instanceof SubscriptionApi.ListAnswer.Listed listed) {
            owner.compareDue = false;
            listed.totals().ifPresent(totals -> directory.costs().reported(owner.key.userId(), totals));
            deleteLeftOvers(owner, session.get(), listed.subscriptions());
            findLost(owner, session.get(), listed.subscriptions());
        }
    }

    /**
     * Deletes what is in the way: unwanted ones on our session, and those of our ended sessions that Twitch still
     * considers alive, which count towards the three of a kind and cost points. Those that Twitch knows to be dead do
     * neither, and disappear by themselves.
     */
    private void deleteLeftOvers(Owner owner, Session session, List<ActualSubscription> listed) {
        Set<String> live = sessions.liveOf(owner.key.userId());
        for (ActualSubscription actual : listed) {
            boolean onThisSession = session.ids().contains(actual.sessionId());
            boolean ended = !live.contains(actual.sessionId()) && sessions.hadBefore(actual.sessionId());
            boolean unwanted = onThisSession && !isWanted(owner, actual);
            if (actual.transportMethod().equals("websocket") && actual.isEnabled() && (ended || unwanted)) {
                LOG.debug("{} type={} subscription={} deleted", owner.key, actual.type(), actual.id());
                api.delete(owner.key, actual.id())
                        .ifPresent(failure -> LOG.debug("{} not deleted: {}", owner.key, failure.reason()));
            }
        }
    }

    private static boolean isWanted(Owner owner, ActualSubscription actual) {
        return owner.wanted.stream().anyMatch(one -> one.desired.isSameAs(actual));
    }

    private void findLost(Owner owner, Session session, List<ActualSubscription> listed) {
        Instant now = clock.instant();
        for (Wanted one : owner.wanted) {
            boolean isThere = listed.stream()
                    .anyMatch(actual -> actual.isEnabled()
                            && session.ids().contains(actual.sessionId())
                            && one.desired.isSameAs(actual));
            if (one.exists(session) && isThere) {
                directory.isListed(one.desired);
            } else if (one.exists(session) && one.isOlderThan(YOUNG, now)) {
                LOG.debug("{} is no longer on Twitch, creating it again", one.desired);
                one.gone();
                missing.create(owner, one);
            }
        }
    }
}
