package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.subscription.ConduitTransport.Conduit;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.ReconciliationStrategy.Work;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles the subscriptions of a conduit: first looks at what Twitch has, since these subscriptions outlive the
 * process, then creates and deletes the difference.
 *
 * <p>Used by the reconciler's thread only; creates a few at a time on threads of its own.
 */
final class ConduitReconciliation implements ReconciliationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(ConduitReconciliation.class);
    /** How many are created in one pass, so that a channel that connects meanwhile does not wait for thousands. */
    private static final int AT_MOST = 80;

    private final ConduitSubscriptionApi api;
    private final SocketLeftOvers leftOvers;
    private final ConduitTransport transport;
    private final WhileLeading leading;
    private final SubscriptionDirectory directory;
    private final Consumer<CredentialKey> grantInDoubt;
    private final Clock clock;
    private final DoubleSupplier jitter;
    private final ConduitAttempts attempts;
    private final Parallel parallel = new Parallel();

    private final Map<DesiredSubscription, Wanted> wanted = new LinkedHashMap<>();
    private final Set<TwitchUserId> urgent = new HashSet<>();
    private final ConduitComparison comparison;
    /** The plan that they were made from; null before the first. */
    private @Nullable SubscriptionPlan followed;
    /** The generation that the last pass dealt with. */
    private long met = -1;
    /** The generation for which the sockets' left-overs were deleted. */
    private long cleaned = -1;

    ConduitReconciliation(
            ConduitSubscriptionApi api,
            SocketLeftOvers leftOvers,
            ConduitTransport transport,
            WhileLeading leading,
            SubscriptionDirectory directory,
            Consumer<CredentialKey> grantInDoubt,
            Clock clock,
            DoubleSupplier jitter) {
        this.api = api;
        this.leftOvers = leftOvers;
        this.transport = transport;
        this.leading = leading;
        this.directory = directory;
        this.grantInDoubt = grantInDoubt;
        this.clock = clock;
        this.jitter = jitter;
        this.attempts = new ConduitAttempts(directory, transport, clock, jitter);
        this.comparison = new ConduitComparison(api, directory, clock, wanted);
    }

    @Override
    public void begin(Signals signals) {
        transport.listen(new ConduitTransport.Listener() {
            @Override
            public void ready() {
                signals.again();
            }

            @Override
            public void missedSomething() {
                signals.compareAll();
            }

            @Override
            public void revoked(String type, String version, Map<String, String> condition, String status) {
                signals.revoked(new Revocation(Optional.empty(), type, version, condition, status));
            }
        });
    }

    @Override
    public void close() {
        parallel.close();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Comparing two plans would cost as much as following one again.
    public Instant pass(SubscriptionPlan plan, Work work) {
        if (work.compareAll() || !plan.equals(followed)) {
            follow(plan);
            followed = plan;
        }
        work.revocations().forEach(this::revoke);
        prepare(work);
        if (work.compareAll()) {
            comparison.request();
        }
        Optional<Session> conduit = transport.conduit().map(ConduitReconciliation::asSession);
        if (conduit.isEmpty()) {
            wanted.values().stream().filter(one -> one.isDue(clock.instant())).forEach(this::waitForConduit);
            return Instant.MAX;
        }
        meet(conduit.get());
        // A conduit that has just been built has no subscriptions, and dead ones of a lost conduit may fill many pages.
        boolean isEmpty = isBuilt() && !comparison.hasSeen(conduit.get());
        if (!isEmpty) {
            comparison.compare(conduit.get());
        }
        // Even without a list: what exists already is refused as a duplicate, which does no harm.
        createMissing(conduit.get());
        if (isEmpty && !isAnythingDue(conduit.get())) {
            comparison.compare(conduit.get());
        }
        deleteLeftOversOfSockets();
        // Last, since a lost conduit may have left thousands.
        delete(comparison.takeUnwanted(AT_MOST));
        return nextTry(conduit.get());
    }

    private boolean isBuilt() {
        return transport.conduit().filter(Conduit::built).isPresent();
    }

    /** Whatever was waiting because of the previous conduit waits no longer. */
    private void meet(Session conduit) {
        if (met == conduit.generation()) {
            return;
        }
        met = conduit.generation();
        attempts.goOn();
        wanted.keySet().removeIf(one -> !one.isOfAChannel());
        transport.conduit().flatMap(transport::ownSubscription).ifPresent(own -> wanted.put(own, new Wanted(own)));
        wanted.values().forEach(Wanted::retryNow);
    }

    private boolean isAnythingDue(Session conduit) {
        Instant now = clock.instant();
        return !attempts.arePaused()
                && wanted.values().stream().anyMatch(one -> !one.exists(conduit) && one.isDue(now));
    }

    private static Session asSession(Conduit conduit) {
        return new Session(conduit.id(), conduit.generation(), Set.of(conduit.id()));
    }

    private void waitForConduit(Wanted one) {
        directory.put(one.desired, SubscriptionState.RETRYING, transport.missingBecause(), 0, Outages.Cause.SOCKET);
    }

    private void follow(SubscriptionPlan plan) {
        Set<DesiredSubscription> planned = new HashSet<>(plan.desired());
        List<Wanted> gone = wanted.values().stream()
                .filter(one -> one.desired.isOfAChannel() && !planned.contains(one.desired))
                .toList();
        gone.forEach(one -> wanted.remove(one.desired));
        delete(gone.stream().map(Wanted::id).filter(id -> !id.isEmpty()).toList());
        for (DesiredSubscription one : plan.desired()) {
            wanted.computeIfAbsent(one, Wanted::new);
        }
        directory.follow(plan);
    }

    /**
     * The next comparison finds what could not be deleted. A process that was frozen during a pass wakes with an old plan:
     * what another created as the leader meanwhile must stay.
     */
    private void delete(List<String> ids) {
        if (!leading.leads()) {
            return;
        }
        parallel.each(ids, id -> api.delete(id), failure -> false)
                .forEach(answered -> answered.answer().ifPresent(failure -> {
                    comparison.request();
                    LOG.debug("subscription={} not deleted: {}", answered.asked(), failure.reason());
                }));
    }

    private void revoke(Revocation revocation) {
        if (revocation.isOfADeletedConduit()) {
            transport.doubt();
        }
        for (Wanted one : wanted.values()) {
            if (one.desired.isSameAs(revocation.type(), revocation.version(), revocation.condition())) {
                one.refused(clock.instant(), jitter);
                directory.put(one.desired, SubscriptionState.REVOKED, revocation.reason(), 0, Outages.Cause.REVOKED);
                revocation.of(one.desired.tokenOwner()).grantsInDoubt().forEach(grantInDoubt);
            }
        }
    }

    private void prepare(Work work) {
        urgent.addAll(work.changed());
        attempts.wake(work.reasons());
        if (work.reasons().isEmpty() && work.changed().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        for (Wanted one : wanted.values()) {
            work.reasons().forEach(reason -> one.wake(reason, now));
            if (isAbout(one, work.changed())) {
                one.retryNow();
            }
        }
    }

    private static boolean isAbout(Wanted one, Set<TwitchUserId> users) {
        return users.contains(one.desired.broadcasterId())
                || users.contains(one.desired.tokenOwner().userId());
    }

    /** After a switch to the conduit, and wherever Twitch counts too many of a kind. */
    private void deleteLeftOversOfSockets() {
        Set<CredentialKey> owners = attempts.takeCrowded();
        Optional<Conduit> built = transport.conduit().filter(Conduit::built);
        if (built.isPresent() && cleaned != built.get().generation()) {
            cleaned = built.get().generation();
            wanted.keySet().stream()
                    .filter(DesiredSubscription::isOfAChannel)
                    .map(DesiredSubscription::tokenOwner)
                    .filter(owner -> owner.purpose() == Purpose.BOT)
                    .forEach(owners::add);
        }
        for (CredentialKey owner : owners) {
            if (leftOvers.delete(owner, wanted.keySet()) > 0) {
                wanted.values().stream()
                        .filter(one -> one.desired.tokenOwner().equals(owner))
                        .filter(one -> directory.stateOf(one.desired) == SubscriptionState.RETRYING)
                        .forEach(Wanted::retryNow);
            }
        }
    }

    private void createMissing(Session conduit) {
        Instant now = clock.instant();
        if (attempts.arePaused()) {
            return;
        }
        List<Wanted> due = wanted.values().stream()
                .filter(one -> !one.exists(conduit) && one.isDue(now))
                // One that keeps failing must not hold up the others.
                .sorted(Comparator.<Wanted, Boolean>comparing(one -> !isAbout(one, urgent))
                        .thenComparing(Wanted::hasFailed)
                        .thenComparing(one -> !one.isEssential()))
                .limit(AT_MOST)
                .toList();
        ConduitAttempts.Round round = new ConduitAttempts.Round();
        parallel.each(due, one -> api.create(one.desired, conduit.id()), round)
                .forEach(answered -> attempts.settle(answered.asked(), conduit, answered.answer()));
        attempts.settle(round);
        if (due.size() < AT_MOST) {
            urgent.clear();
        }
    }

    private Instant nextTry(Session conduit) {
        Instant now = clock.instant();
        Instant list = comparison.next(conduit);
        Instant next = attempts.hasCrowded() || comparison.hasUnwanted() || list.isBefore(now) ? now : list;
        for (Wanted one : wanted.values()) {
            if (!one.exists(conduit)) {
                // If it is due by now, it did not fit into this pass.
                Instant due = attempts.notBefore(one.isDue(now) ? now : one.nextTry());
                next = due.isBefore(next) ? due : next;
            }
        }
        return next;
    }
}
