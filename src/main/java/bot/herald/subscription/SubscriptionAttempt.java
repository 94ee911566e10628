package bot.herald.subscription;

import bot.herald.identity.TwitchFailure;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** Creates one subscription and settles what follows from Twitch's answer. Used by the reconciler's thread only. */
final class SubscriptionAttempt {
    /** A 403 says the same for causes that heal and causes that do not; asking more often only costs requests. */
    static final Duration REFUSED_PAUSE = Duration.ofHours(1);

    private static final Duration RATE_LIMIT_PAUSE = Duration.ofSeconds(30);

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
        if (answer instanceof CreateAnswer.Created created) {
            created.totals().ifPresent(totals -> directory.cost(owner.key.userId(), totals));
            enabled(wanted, created.id(), created.cost(), session);
        } else if (answer instanceof CreateAnswer.AlreadyExists exists) {
            settleExisting(owner, wanted, session, exists.id(), mayRepeat);
        } else if (answer instanceof CreateAnswer.Failed failed) {
            settleFailure(owner, wanted, session, failed);
        }
    }

    private void enabled(Wanted wanted, String id, int cost, Session session) {
        wanted.created(id, session, clock.instant());
        directory.put(wanted.desired, SubscriptionState.ENABLED, "", cost);
    }

    /** A 409 is good only if what exists sends its events here; a dead session's is in the way. */
    private void settleExisting(
            Owner owner, Wanted wanted, Session session, Optional<String> named, boolean mayRepeat) {
        if (!(api.list(owner.key) instanceof ListAnswer.Listed listed)) {
            retrySoon(wanted, "Twitch says that it exists but does not list it; trying again");
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
            wanted.waitForFullPass(session);
            directory.put(
                    wanted.desired,
                    SubscriptionState.RETRYING,
                    "Twitch says that it exists, but not on this connection; trying again",
                    0);
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

    private void settleFailure(Owner owner, Wanted wanted, Session session, CreateAnswer.Failed failed) {
        Instant now = clock.instant();
        SubscriptionState state = SubscriptionState.RETRYING;
        switch (failed.kind()) {
            case FORBIDDEN -> {
                state = SubscriptionState.REFUSED;
                wanted.waitUntil(now.plus(REFUSED_PAUSE));
            }
            case REJECTED, COST_EXCEEDED, SOCKET_FULL -> {
                state = SubscriptionState.REFUSED;
                wanted.waitForFullPass(session);
            }
            case UNAUTHORIZED -> {
                state = SubscriptionState.REFUSED;
                waitAll(owner, session);
            }
            case TOO_MANY_SOCKETS -> waitAll(owner, session);
            case TOO_MANY_ALIKE -> makeRoom(owner, wanted, session);
            case DEAD_SESSION -> {
                wanted.backOff(now, jitter.getAsDouble());
                transport.release(owner.socket);
            }
            case RATE_LIMITED -> {
                wanted.waitUntil(now.plus(after(failed.failure())));
                owner.pausedUntil = now.plus(after(failed.failure()));
            }
            case SERVER_ERROR -> wanted.backOff(now, jitter.getAsDouble());
            case NO_ANSWER -> {
                wanted.backOff(now, jitter.getAsDouble());
                owner.pausedUntil = wanted.nextTry();
            }
        }
        directory.put(
                wanted.desired,
                state,
                FailureText.of(wanted.desired, failed.kind(), failed.failure().reason()),
                0);
    }

    /** The same would happen to the owner's other subscriptions. */
    private void waitAll(Owner owner, Session session) {
        owner.wanted.stream().filter(one -> !one.exists(session)).forEach(one -> one.waitForFullPass(session));
    }

    private void makeRoom(Owner owner, Wanted wanted, Session session) {
        boolean madeRoom = api.list(owner.key) instanceof ListAnswer.Listed listed
                && deleteStale(owner, wanted, listed.subscriptions(), Optional.empty()) > 0;
        if (madeRoom) {
            wanted.backOff(clock.instant(), jitter.getAsDouble());
        } else {
            wanted.waitForFullPass(session);
        }
    }

    private void retrySoon(Wanted wanted, String reason) {
        wanted.backOff(clock.instant(), jitter.getAsDouble());
        directory.put(wanted.desired, SubscriptionState.RETRYING, reason, 0);
    }

    private static Duration after(TwitchFailure failure) {
        return failure instanceof TwitchFailure.RetryLater later
                ? later.after().orElse(RATE_LIMIT_PAUSE)
                : RATE_LIMIT_PAUSE;
    }
}
