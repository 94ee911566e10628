package bot.herald.subscription;

import bot.herald.identity.TwitchUserId;
import bot.herald.retry.ForwardClock;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.Outages.Cause;
import bot.herald.subscription.SubscriptionApi.CostTotals;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of every subscription that channels should have, by broadcaster.
 *
 * <p>Written by the {@link Reconciler}, here or in another process, and read by everybody. Safe for concurrent use.
 */
public final class SubscriptionDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionDirectory.class);

    private final Clock clock;
    private final Flows flows;
    private final Outages outages;
    private final Object changed = new Object();
    private final Map<TwitchUserId, Map<String, SubscriptionStatus>> byBroadcaster = new ConcurrentHashMap<>();
    private final SubscriptionCosts costs = new SubscriptionCosts();
    /** Broadcasters whose subscriptions changed since they were last stored. */
    private final Set<TwitchUserId> unwritten = ConcurrentHashMap.newKeySet();

    public SubscriptionDirectory(Clock clock) {
        this.clock = clock;
        this.flows = new Flows(new ForwardClock(clock));
        this.outages = new Outages(clock);
    }

    /** Channels that were heard and no longer are, where this process reconciles. */
    public Outages outages() {
        return outages;
    }

    /**
     * Every subscription the channel should have, by type; for a user who is no connected channel, at most the one
     * that reports a new name.
     */
    public List<SubscriptionStatus> of(TwitchUserId broadcasterId) {
        return held(broadcasterId).stream()
                .sorted(Comparator.comparing(SubscriptionStatus::type))
                .toList();
    }

    /** The same in no particular order. */
    Collection<SubscriptionStatus> held(TwitchUserId broadcasterId) {
        return byBroadcaster.getOrDefault(broadcasterId, Map.of()).values();
    }

    /**
     * Waits until Twitch has answered for every essential subscription of the channel, whatever it answered.
     *
     * @return whether it has in time
     */
    public boolean awaitAnswered(TwitchUserId broadcasterId, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (changed) {
            while (!isAnswered(broadcasterId)) {
                long millis = (end - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return false;
                }
                changed.wait(millis);
            }
            return true;
        }
    }

    private boolean isAnswered(TwitchUserId broadcasterId) {
        List<SubscriptionStatus> essential = held(broadcasterId).stream()
                .filter(SubscriptionStatus::isEssential)
                .toList();
        return !essential.isEmpty() && essential.stream().noneMatch(one -> one.state() == SubscriptionState.PENDING);
    }

    /** Whether the channel hears everything that it cannot work without. */
    public boolean isComplete(TwitchUserId broadcasterId) {
        return SubscriptionStatus.areComplete(held(broadcasterId));
    }

    /**
     * Since when events of the type have been arriving for the channel without a break, by a {@link ForwardClock};
     * empty while they do not.
     */
    public Optional<Instant> flowingSince(TwitchUserId broadcasterId, String type) {
        return flows.since(broadcasterId, type);
    }

    /** Whether any channel hears anything that it cannot work without. */
    public boolean isAnythingEssentialFlowing() {
        return all().anyMatch(one -> one.state().isFlowing() && one.isEssential());
    }

    /**
     * How long ago Twitch last showed that a subscription is enabled, for the one with the oldest proof; empty if none
     * is enabled, and where another process sees to them.
     */
    public Optional<Duration> oldestProof() {
        return flows.oldestProof();
    }

    /**
     * How many subscriptions of all channels are in each state, by type; states as {@link SubscriptionState#text()}.
     */
    public Map<String, Map<String, Integer>> totalsByType() {
        Map<String, Map<String, Integer>> totals = new TreeMap<>();
        all().forEach(one -> totals.computeIfAbsent(one.type(), type -> new TreeMap<>())
                .merge(one.state().text(), 1, Integer::sum));
        return totals;
    }

    /** Whether anything is missing that {@code reason} may bring back. */
    boolean mayBeEndedBy(Reason reason) {
        if (reason instanceof Reason.LineAccepted line) {
            // This reason comes with every line that the bot says.
            for (SubscriptionStatus one : held(line.broadcasterId())) {
                if (isWaiting(one) && Wanted.isChat(one.type())) {
                    return true;
                }
            }
            return false;
        }
        if (reason instanceof Reason.StandingChanged standing) {
            return held(standing.broadcasterId()).stream().anyMatch(SubscriptionDirectory::isWaiting);
        }
        return all().anyMatch(SubscriptionDirectory::isWaiting);
    }

    private Stream<SubscriptionStatus> all() {
        return byBroadcaster.values().stream().flatMap(some -> some.values().stream());
    }

    private static boolean isWaiting(SubscriptionStatus one) {
        return !one.state().isFlowing() && one.state() != SubscriptionState.MISSING_SCOPE;
    }

    /** The cost totals that leave the least room: the app's or one account's; empty while Twitch has reported none. */
    public Optional<CostTotals> tightestCost() {
        return costs.tightest();
    }

    SubscriptionCosts costs() {
        return costs;
    }

    /**
     * Stores what changed since the last call; the first call stores everything. To be called by one thread.
     *
     * @throws RuntimeException if it cannot be stored; the next call tries again
     */
    public void writeChanges(SubscriptionRecords records) {
        Map<TwitchUserId, List<SubscriptionStatus>> changes = new HashMap<>();
        for (TwitchUserId id : List.copyOf(unwritten)) {
            // Before it is read, so that a change in between is stored the next time.
            unwritten.remove(id);
            changes.put(id, of(id));
        }
        try {
            records.replace(changes);
        } catch (RuntimeException e) {
            unwritten.addAll(changes.keySet());
            throw e;
        }
    }

    /** Replaces everything with what another process stored. */
    public void read(SubscriptionRecords records) {
        Map<TwitchUserId, Map<String, SubscriptionStatus>> all = new HashMap<>();
        records.all()
                .forEach((id, subscriptions) -> all.put(
                        id,
                        subscriptions.stream()
                                .collect(Collectors.toConcurrentMap(SubscriptionStatus::type, one -> one))));
        all.values().forEach(subscriptions -> subscriptions.values().forEach(this::readFlow));
        byBroadcaster.putAll(all);
        byBroadcaster.keySet().retainAll(all.keySet());
        flows.keepOnly(id -> all.getOrDefault(id, Map.of()).keySet());
        unwritten.clear();
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    private void readFlow(SubscriptionStatus one) {
        if (one.state().isFlowing()) {
            SubscriptionStatus before =
                    byBroadcaster.getOrDefault(one.broadcasterId(), Map.of()).get(one.type());
            flows.reported(
                    one.broadcasterId(),
                    one.type(),
                    before != null && before.since().equals(one.since()));
        } else {
            flows.ended(one.broadcasterId(), one.type());
        }
    }

    SubscriptionState stateOf(DesiredSubscription subscription) {
        return find(subscription).map(SubscriptionStatus::state).orElse(SubscriptionState.PENDING);
    }

    private Optional<SubscriptionStatus> find(DesiredSubscription subscription) {
        return Optional.ofNullable(byBroadcaster
                .getOrDefault(subscription.broadcasterId(), Map.of())
                .get(subscription.type()));
    }

    /** Makes the directory hold exactly what the plan names; new subscriptions start as pending. */
    void follow(SubscriptionPlan plan) {
        Map<TwitchUserId, Set<String>> named = new TreeMap<>();
        for (DesiredSubscription wanted : plan.desired()) {
            named.computeIfAbsent(wanted.broadcasterId(), id -> new HashSet<>()).add(wanted.type());
            Optional<SubscriptionStatus> held = find(wanted);
            if (held.isEmpty() || held.get().state() == SubscriptionState.MISSING_SCOPE) {
                put(wanted, SubscriptionState.PENDING, "", 0);
            }
        }
        for (SubscriptionPlan.LeftOut left : plan.leftOut()) {
            named.computeIfAbsent(left.broadcasterId(), id -> new HashSet<>()).add(left.type());
            put(left.broadcasterId(), left.type(), left.version(), SubscriptionState.MISSING_SCOPE, left.reason(), 0);
        }
        byBroadcaster.forEach((id, all) -> {
            if (all.keySet().retainAll(named.getOrDefault(id, Set.of()))) {
                unwritten.add(id);
            }
        });
        byBroadcaster.keySet().retainAll(named.keySet());
        costs.keepOnly(plan.desired().stream()
                .map(wanted -> wanted.tokenOwner().userId())
                .collect(Collectors.toSet()));
        flows.keepOnly(id -> named.getOrDefault(id, Set.of()));
        outages.keepOnly(named.keySet());
    }

    /** Twitch lists it as enabled. */
    void isListed(DesiredSubscription subscription) {
        flows.provenAgain(subscription.broadcasterId(), subscription.type());
    }

    /** Does nothing for one that is about no channel. */
    void put(DesiredSubscription subscription, SubscriptionState state, String reason, int cost) {
        put(subscription, state, reason, cost, Cause.OTHER);
    }

    /**
     * Does nothing for one that is about no channel.
     *
     * @param cause why it is not enabled, if it is not
     */
    void put(DesiredSubscription subscription, SubscriptionState state, String reason, int cost, Cause cause) {
        if (!subscription.isOfAChannel()) {
            return;
        }
        TwitchUserId id = subscription.broadcasterId();
        boolean flowed = stateOf(subscription).isFlowing();
        put(id, subscription.type(), subscription.version(), state, reason, cost);
        if (!SubscriptionType.isEssential(subscription.type())) {
            return;
        }
        if (!state.isFlowing()) {
            if (flowed) {
                outages.begins(id, cause);
            }
            outages.goesOn(id, cause);
        } else if (outages.isOpen(id) && isComplete(id)) {
            outages.ends(id);
        }
    }

    private void put(
            TwitchUserId broadcasterId, String type, String version, SubscriptionState state, String reason, int cost) {
        Instant now = clock.instant();
        byBroadcaster
                .computeIfAbsent(broadcasterId, id -> new ConcurrentHashMap<>())
                .compute(type, (key, before) -> {
                    boolean flowed = before != null && before.state().isFlowing();
                    if (flowed != state.isFlowing()) {
                        LOG.debug(
                                "broadcaster={} type={} state={} reason={}",
                                broadcasterId,
                                type,
                                state.text(),
                                reason.isEmpty() ? "none" : reason);
                    }
                    Instant since = before != null && before.state() == state ? before.since() : now;
                    return new SubscriptionStatus(broadcasterId, type, version, state, reason, since, cost);
                });
        if (state.isFlowing()) {
            flows.proven(broadcasterId, type);
        } else {
            flows.ended(broadcasterId, type);
        }
        unwritten.add(broadcasterId);
        synchronized (changed) {
            changed.notifyAll();
        }
    }
}
