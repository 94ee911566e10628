package bot.herald.subscription;

import bot.herald.identity.ProviderFailure;
import bot.herald.retry.RetryPolicy;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.Outages.Cause;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates one subscription and acts on Twitch's answer, holding its owner's lock. Safe for concurrent use.
 */
final class SubscriptionAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionAttempt.class);

    private final SubscriptionApi api;
    private final EventTransport transport;
    private final OwnSessions sessions;
    private final SubscriptionDirectory directory;
    private final Clock clock;
    private final DoubleSupplier jitter;

    SubscriptionAttempt(
            SubscriptionApi api,
            EventTransport transport,
            OwnSessions sessions,
            SubscriptionDirectory directory,
            Clock clock,
            DoubleSupplier jitter) {
        this.api = api;
        this.transport = transport;
        this.sessions = sessions;
        this.directory = directory;
        this.clock = clock;
        this.jitter = jitter;
    }

    void create(Owner owner, Wanted wanted, Session session) {
        create(owner, wanted, session, true);
    }

    private void create(Owner owner, Wanted wanted, Session session, boolean mayRepeat) {
        CreateAnswer answer = api.create(owner.key, wanted.desired, session.id());
        synchronized (owner) {
            settle(owner, wanted, session, mayRepeat, answer);
        }
    }

    private void settle(Owner owner, Wanted wanted, Session session, boolean mayRepeat, CreateAnswer answer) {
        if (answer instanceof CreateAnswer.Created created) {
            created.totals().ifPresent(totals -> directory.costs().reported(owner.key.userId(), totals));
            owner.goOn();
            transport.confirmed(owner.socket);
            enabled(wanted, created.id(), created.cost(), session);
        } else if (answer instanceof CreateAnswer.AlreadyExists exists) {
            settleExisting(owner, wanted, session, exists.id(), mayRepeat);
        } else if (answer instanceof CreateAnswer.Failed failed) {
            settleFailure(owner, wanted, failed);
        }
    }

    private void enabled(Wanted wanted, String id, int cost, Session session) {
        wanted.created(id, session, clock.instant());
        directory.put(wanted.desired, SubscriptionState.ENABLED, "", cost);
    }

    /** A 409 is good news only if the existing one sends its events here; one of a dead session is in the way. */
    private void settleExisting(
            Owner owner, Wanted wanted, Session session, Optional<String> named, boolean mayRepeat) {
        if (!(api.list(owner.key) instanceof ListAnswer.Listed listed)) {
            retry(wanted, RetryPolicy.PASSING, "Twitch says that it exists but does not list it; trying again");
            return;
        }
        List<ActualSubscription> all = listed.subscriptions();
        Predicate<ActualSubscription> here =
                actual -> actual.isEnabled() && session.ids().contains(actual.sessionId());
        Optional<ActualSubscription> good =
                all.stream().filter(here).filter(wanted.desired::isSameAs).findFirst();
        if (good.isPresent()) {
            enabled(wanted, good.get().id(), good.get().cost(), session);
        } else if (mayRepeat && deleteStale(owner, wanted, all, named) > 0) {
            create(owner, wanted, session, false);
        } else if (named.isEmpty() && all.stream().filter(here).anyMatch(actual -> isOfSameType(wanted, actual))) {
            // Twitch's own mock server ignores conditions: one subscription of a type serves all channels of a socket.
            enabled(wanted, "", 0, session);
        } else {
            retry(wanted, RetryPolicy.REJECTED, "Twitch says that it exists, but not on this connection; trying again");
        }
    }

    private static boolean isOfSameType(Wanted wanted, ActualSubscription actual) {
        return actual.type().equals(wanted.desired.type()) && actual.version().equals(wanted.desired.version());
    }

    /** @return how many are gone now */
    private long deleteStale(Owner owner, Wanted wanted, List<ActualSubscription> listed, Optional<String> named) {
        Set<String> live = sessions.liveOf(owner.key.userId());
        List<String> stale = listed.stream()
                .filter(wanted.desired::isSameAs)
                .filter(actual -> !live.contains(actual.sessionId()))
                .map(ActualSubscription::id)
                .toList();
        boolean isListed = named.isPresent()
                && listed.stream().anyMatch(actual -> named.get().equals(actual.id()));
        List<String> ids = named.isPresent() && !isListed ? List.of(named.get()) : stale;
        return ids.stream().filter(id -> api.delete(owner.key, id).isEmpty()).count();
    }

    private void settleFailure(Owner owner, Wanted wanted, CreateAnswer.Failed failed) {
        Instant now = clock.instant();
        Optional<Duration> asked = asked(failed.failure());
        boolean isFirst = !wanted.hasFailed();
        SubscriptionState state = SubscriptionState.RETRYING;
        switch (failed.kind()) {
            case FORBIDDEN -> {
                state = SubscriptionState.REFUSED;
                wanted.refused(now, jitter);
            }
            case REJECTED -> wanted.failed(RetryPolicy.REJECTED, now, jitter);
            case COST_EXCEEDED, SOCKET_FULL -> {
                state = SubscriptionState.REFUSED;
                wanted.failed(RetryPolicy.REJECTED, now, jitter);
            }
            case TOO_MANY_ALIKE -> {
                makeRoom(owner, wanted);
                wanted.failed(RetryPolicy.REJECTED, now, jitter);
            }
            case TOO_MANY_SOCKETS -> pause(owner, wanted, RetryPolicy.REJECTED, asked);
            case RATE_LIMITED, NO_ANSWER -> pause(owner, wanted, RetryPolicy.PASSING, asked);
            case UNAUTHORIZED, SERVER_ERROR -> wanted.failed(RetryPolicy.PASSING, asked, now, jitter);
            case DEAD_SESSION -> {
                wanted.failed(RetryPolicy.PASSING, now, jitter);
                transport.release(owner.socket);
            }
        }
        String reason =
                FailureText.of(wanted.desired, failed.kind(), failed.failure().reason());
        if (isFirst) {
            owner.complain(() -> LOG.warn("{} not subscribed: {}", wanted.desired, reason));
        }
        directory.put(wanted.desired, state, reason, 0, Cause.of(failed.kind()));
    }

    /** The owner's other subscriptions would only get the same answer now, so a single one is tried next. */
    private void pause(Owner owner, Wanted wanted, RetryPolicy policy, Optional<Duration> asked) {
        wanted.failed(policy, asked, clock.instant(), jitter);
        owner.pause(policy, asked, clock.instant(), jitter);
    }

    private void makeRoom(Owner owner, Wanted wanted) {
        if (api.list(owner.key) instanceof ListAnswer.Listed listed) {
            long gone = deleteStale(owner, wanted, listed.subscriptions(), Optional.empty());
            LOG.debug("{} {} older subscriptions like it deleted", wanted.desired, gone);
        }
    }

    private void retry(Wanted wanted, RetryPolicy policy, String reason) {
        wanted.failed(policy, clock.instant(), jitter);
        directory.put(wanted.desired, SubscriptionState.RETRYING, reason, 0, Cause.REFUSED);
    }

    private static Optional<Duration> asked(ProviderFailure failure) {
        return failure instanceof ProviderFailure.RetryLater later ? later.after() : Optional.empty();
    }
}
