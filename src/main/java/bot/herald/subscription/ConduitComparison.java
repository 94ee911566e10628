package bot.herald.subscription;

import bot.herald.identity.ProviderFailure;
import bot.herald.retry.RetryPolicy;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what Twitch lists for the app with what is wanted of the conduit. Used by the reconciler's thread only. */
final class ConduitComparison {
    private static final Logger LOG = LoggerFactory.getLogger(ConduitComparison.class);
    /** A subscription this young may not be listed yet. */
    private static final Duration YOUNG = Duration.ofSeconds(30);

    private static final String BY_CONDUIT = "conduit";

    private final ConduitSubscriptionApi api;
    private final SubscriptionDirectory directory;
    private final Clock clock;
    private final Map<DesiredSubscription, Wanted> wanted;
    /** Listed, but nobody wants it. */
    private final Set<String> unwanted = new LinkedHashSet<>();
    /** The generation whose list was compared last. */
    private long compared = -1;

    private boolean due;
    private int failures;
    private Instant notBefore = Instant.MIN;

    /** @param wanted as it is when it is compared */
    ConduitComparison(
            ConduitSubscriptionApi api,
            SubscriptionDirectory directory,
            Clock clock,
            Map<DesiredSubscription, Wanted> wanted) {
        this.api = api;
        this.directory = directory;
        this.clock = clock;
        this.wanted = wanted;
    }

    /** Has the next pass compare. */
    void request() {
        due = true;
    }

    /** Whether the conduit's list was ever seen. */
    boolean hasSeen(Session conduit) {
        return compared == conduit.generation();
    }

    private boolean isDue(Session conduit) {
        return due || !hasSeen(conduit);
    }

    /** When to ask for the list; {@link Instant#MAX} if there is no need. */
    Instant next(Session conduit) {
        return isDue(conduit) ? notBefore : Instant.MAX;
    }

    /** Does nothing while no comparison is due. */
    void compare(Session conduit) {
        if (!isDue(conduit) || notBefore.isAfter(clock.instant())) {
            return;
        }
        Map<List<Object>, Wanted> byContent = new HashMap<>();
        wanted.values()
                .forEach(one -> byContent.put(
                        List.of(one.desired.type(), one.desired.version(), one.desired.condition()), one));
        // Page by page: with thousands of channels, all pages take minutes, and what is listed is known to be heard
        // meanwhile.
        ListAnswer answer =
                api.list(actual -> found(conduit, actual, byContent).ifPresent(one -> exists(conduit, one, actual)));
        if (answer instanceof ListAnswer.Failed failed) {
            failures++;
            Optional<Duration> asked =
                    failed.failure() instanceof ProviderFailure.RetryLater later ? later.after() : Optional.empty();
            notBefore = clock.instant().plus(RetryPolicy.PASSING.after(failures, asked));
            if (failures == 1) {
                LOG.warn(
                        "listing the subscriptions failed, retrying: {}",
                        failed.failure().reason());
            }
            return;
        }
        failures = 0;
        ListAnswer.Listed listed = (ListAnswer.Listed) answer;
        listed.totals().ifPresent(directory.costs()::reportedOfApp);
        due = false;
        compared = conduit.generation();
        settle(conduit, listed.subscriptions(), byContent);
    }

    /** The wanted subscription that this one serves. */
    private static Optional<Wanted> found(
            Session conduit, ActualSubscription actual, Map<List<Object>, Wanted> byContent) {
        return isOn(conduit, actual) && actual.isEnabled()
                ? Optional.ofNullable(byContent.get(List.of(actual.type(), actual.version(), actual.condition())))
                : Optional.empty();
    }

    private static boolean isOn(Session conduit, ActualSubscription actual) {
        return actual.transportMethod().equals(BY_CONDUIT) && actual.conduitId().equals(conduit.id());
    }

    private void exists(Session conduit, Wanted one, ActualSubscription actual) {
        if (!one.exists(conduit) || !one.id().equals(actual.id())) {
            one.created(actual.id(), conduit, clock.instant());
        }
        directory.put(one.desired, SubscriptionState.ENABLED, "", actual.cost());
    }

    /** Other conduits and webhooks may belong to another program; a conduit that is gone belongs to nobody. */
    private void settle(Session conduit, Collection<ActualSubscription> listed, Map<List<Object>, Wanted> byContent) {
        Set<Wanted> found = new HashSet<>();
        Set<String> dead = new HashSet<>();
        unwanted.clear();
        for (ActualSubscription actual : listed) {
            Optional<Wanted> one = found(conduit, actual, byContent);
            if (one.isPresent()) {
                found.add(one.get());
            } else if (isOn(conduit, actual) || isOnALostConduit(actual)) {
                LOG.debug("type={} subscription={} status={} not wanted", actual.type(), actual.id(), actual.status());
                unwanted.add(actual.id());
                if (!actual.isEnabled()) {
                    dead.add(actual.id());
                }
            }
        }
        Instant now = clock.instant();
        for (Wanted one : wanted.values()) {
            if (!found.contains(one)
                    && one.exists(conduit)
                    && (dead.contains(one.id()) || one.isOlderThan(YOUNG, now))) {
                LOG.debug("{} is no longer on Twitch, creating it again", one.desired);
                one.gone();
            }
        }
    }

    private static boolean isOnALostConduit(ActualSubscription actual) {
        return actual.transportMethod().equals(BY_CONDUIT) && actual.status().equals("conduit_deleted");
    }

    boolean hasUnwanted() {
        return !unwanted.isEmpty();
    }

    /** Some of those that nobody wants, for the caller to delete. */
    List<String> takeUnwanted(int atMost) {
        if (unwanted.isEmpty()) {
            return List.of();
        }
        // It has become wanted again since it was listed, and a conflict showed that it exists.
        wanted.values().forEach(one -> unwanted.remove(one.id()));
        List<String> some = unwanted.stream().limit(atMost).toList();
        some.forEach(unwanted::remove);
        return some;
    }
}
