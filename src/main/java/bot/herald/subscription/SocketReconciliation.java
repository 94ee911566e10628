package bot.herald.subscription;

import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.subscription.OwnerRounds.Due;
import bot.herald.subscription.ReconciliationStrategy.Work;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles the subscriptions that sockets carry.
 *
 * <p>For the reconciler's thread; only {@link #welcomed} may be called by others. Serves several owners in parallel on
 * threads of its own, each of which touches only what belongs to its owner.
 */
final class SocketReconciliation implements ReconciliationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(SocketReconciliation.class);

    private final SubscriptionApi api;
    private final EventTransport transport;
    private final SubscriptionDirectory directory;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private final Map<DesiredSubscription, Wanted> wanted = new LinkedHashMap<>();
    private final Map<SocketKey, Owner> owners = new LinkedHashMap<>();
    private final MissingSubscriptions missing;
    private final OwnerComparison comparison;
    private final Parallel threads = new Parallel();
    private final OwnerRounds rounds;
    private final SocketOpening sockets;
    /** The plan that all this is made from; null before the first. */
    private @Nullable SubscriptionPlan followed;

    SocketReconciliation(
            SubscriptionApi api,
            EventTransport transport,
            SubscriptionDirectory directory,
            Clock clock,
            DoubleSupplier jitter) {
        this.api = api;
        this.transport = transport;
        this.directory = directory;
        this.clock = clock;
        this.jitter = jitter;
        OwnSessions sessions = new OwnSessions(transport);
        SubscriptionAttempt attempt = new SubscriptionAttempt(api, transport, sessions, directory, clock, jitter);
        this.missing = new MissingSubscriptions(transport, directory, sessions, attempt, threads, clock);
        this.comparison = new OwnerComparison(api, transport, directory, sessions, missing, clock);
        this.rounds = new OwnerRounds(threads, new Serving());
        this.sockets = new SocketOpening(transport, directory, clock, jitter);
    }

    @Override
    public void begin(Signals signals) {
        transport.listen(new EventTransport.Listener() {
            @Override
            public void welcomed(SocketKey socket) {
                SocketReconciliation.this.welcomed(socket);
                signals.again();
            }

            @Override
            public void lost(SocketKey socket) {
                signals.compare(socket.owner());
            }

            @Override
            public void revoked(
                    SocketKey socket, String type, String version, Map<String, String> condition, String status) {
                signals.revoked(new Revocation(Optional.of(socket.owner()), type, version, condition, status));
            }
        });
    }

    /** Makes the socket's first subscription the next thing that the running pass does. */
    void welcomed(SocketKey socket) {
        rounds.welcomed(socket);
    }

    /** Subscriptions end with their sockets, so nothing is deleted here. */
    @Override
    public void close() {
        threads.close();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Comparing two plans would cost as much as following one again.
    public Instant pass(SubscriptionPlan plan, Work work) {
        Instant began = clock.instant();
        if (work.compareAll() || !plan.equals(followed)) {
            follow(plan);
            followed = plan;
        }
        work.revocations().forEach(this::revoke);
        prepare(work);
        sockets.choose(owners);
        for (Owner owner : owners.values()) {
            if (transport.session(owner.socket).isEmpty()) {
                missing.lost(owner);
            }
        }
        return rounds.serve(owners) ? nextTryAfter(began) : clock.instant();
    }

    private final class Serving implements OwnerRounds.Steps {
        @Override
        public boolean openMore() {
            return sockets.openMore();
        }

        @Override
        public Due due(Owner owner) {
            List<Wanted> due = missing.missing(owner);
            if (!due.isEmpty()) {
                return due.get(0).isEssential() ? Due.ESSENTIAL : Due.REST;
            }
            return owner.compareDue && isServable(owner) ? Due.REST : Due.NOTHING;
        }

        private boolean isServable(Owner owner) {
            return transport.session(owner.socket).isPresent() && !owner.isPaused(clock.instant());
        }

        @Override
        public void first(Owner owner) {
            missing.createFirst(owner);
        }

        /** A single step, so that all owners have the essentials before any has the rest. */
        @Override
        public void next(Owner owner) {
            List<Wanted> due = missing.missing(owner);
            if (!due.isEmpty()) {
                missing.create(owner, due.get(0).isEssential());
            } else if (owner.compareDue) {
                comparison.compare(owner);
            }
        }
    }

    private void follow(SubscriptionPlan plan) {
        Set<DesiredSubscription> planned = new HashSet<>(plan.desired());
        List<Wanted> gone = wanted.values().stream()
                .filter(one -> !planned.contains(one.desired))
                .toList();
        for (Wanted one : gone) {
            wanted.remove(one.desired);
            delete(one);
        }
        for (DesiredSubscription one : plan.desired()) {
            wanted.computeIfAbsent(one, Wanted::new);
        }
        directory.follow(plan);
        owners.values().forEach(owner -> owner.wanted.clear());
        for (Wanted one : Placement.place(wanted.values())) {
            directory.put(one.desired, SubscriptionState.REFUSED, Placement.NO_ROOM, 0);
        }
        for (Wanted one : wanted.values()) {
            if (one.socket != null) {
                owners.computeIfAbsent(one.socket, Owner::new).wanted.add(one);
            }
        }
        owners.values().removeIf(owner -> owner.wanted.isEmpty());
    }

    /** Tried even if the owner's token is gone already; then closing the socket ends the subscription. */
    private void delete(Wanted gone) {
        if (!gone.id().isEmpty()) {
            LOG.debug("{} deleted, no longer wanted", gone.desired);
            api.delete(gone.desired.tokenOwner(), gone.id())
                    .ifPresent(failure -> LOG.debug("{} not deleted: {}", gone.desired, failure.reason()));
        }
    }

    private void revoke(Revocation revocation) {
        for (Wanted one : wanted.values()) {
            if (revocation.owner().equals(Optional.of(one.desired.tokenOwner()))
                    && one.desired.isSameAs(revocation.type(), revocation.version(), revocation.condition())) {
                one.refused(clock.instant(), jitter);
                directory.put(one.desired, SubscriptionState.REVOKED, revocation.reason(), 0, Outages.Cause.REVOKED);
            }
        }
    }

    private void prepare(Work work) {
        Instant now = clock.instant();
        for (Owner owner : owners.values()) {
            owner.passBegins();
            owner.compareDue |= work.compareAll() || work.compare().contains(owner.key);
            if (work.reasons().stream().anyMatch(reason -> concerns(reason, owner))) {
                owner.goOn();
            }
        }
        if (work.reasons().isEmpty() && work.changed().isEmpty()) {
            return;
        }
        for (Wanted one : wanted.values()) {
            work.reasons().forEach(reason -> one.wake(reason, now));
            if (work.changed().contains(one.desired.broadcasterId())
                    || work.changed().contains(one.desired.tokenOwner().userId())) {
                one.retryNow();
            }
        }
    }

    private static boolean concerns(Reason reason, Owner owner) {
        return reason instanceof Reason.TokenRenewed renewed
                && renewed.account().equals(owner.key.userId());
    }

    /** Whatever became due while others were served has not been tried in this pass. */
    private Instant nextTryAfter(Instant began) {
        List<Instant> tries = new ArrayList<>();
        for (Owner owner : owners.values()) {
            Optional<Session> session = transport.session(owner.socket);
            if (owner.compareDue && session.isPresent()) {
                tries.add(owner.pausedUntil());
            }
            for (Wanted one : owner.wanted) {
                if (session.filter(one::exists).isEmpty()) {
                    tries.add(later(one.nextTry(), owner.pausedUntil()));
                }
            }
        }
        return tries.stream()
                .filter(instant -> instant.isAfter(began))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
