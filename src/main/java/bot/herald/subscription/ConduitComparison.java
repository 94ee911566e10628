package bot.herald.subscription;

import bot.herald.subscription.EventTransport.Session;
import bot.herald.subscription.SubscriptionApi.ListAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
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

    private static final Duration LIST_AGAIN = Duration.ofSeconds(10);
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

    /** The next pass is to compare. */
    void request() {
        due = true;
    }

    /** Whether it is known what exists on the conduit. */
    boolean hasSeen(Session conduit) {
        return compared == conduit.generation();
    }

    /** When the list may be asked for again after it could not be had. */
    Instant notBefore() {
        return notBefore;
    }

    /** Does nothing if it need not be, or not yet. */
    void compare(Session conduit) {
        boolean isDue = due || compared != conduit.generation();
        if (!isDue || notBefore.isAfter(clock.instant())) {
            return;
        }
        ListAnswer answer = api.list();
        if (answer instanceof ListAnswer.Failed failed) {
            notBefore = clock.instant().plus(LIST_AGAIN);
            LOG.warn(
                    "subscriptions not listed, trying again in {} s: {}",
                    LIST_AGAIN.toSeconds(),
                    failed.failure().reason());
            return;
        }
        ListAnswer.Listed listed = (ListAnswer.Listed) answer;
        listed.totals().ifPresent(directory::costOfApp);
        due = false;
        compared = conduit.generation();
        settle(conduit, listed.subscriptions());
    }

    /** Other conduits and webhooks may be another program's. A conduit that is gone is nobody's. */
    private void settle(Session conduit, Collection<ActualSubscription> listed) {
        Map<DesiredSubscription, ActualSubscription> found = new HashMap<>();
        unwanted.clear();
        Map<List<Object>, Wanted> byContent = new HashMap<>();
        wanted.values()
                .forEach(one -> byContent.put(
                        List.of(one.desired.type(), one.desired.version(), one.desired.condition()), one));
        for (ActualSubscription actual : listed) {
            if (!actual.transportMethod().equals(BY_CONDUIT)) {
                continue;
            }
            boolean here = actual.conduitId().equals(conduit.id());
            Wanted one = byContent.get(List.of(actual.type(), actual.version(), actual.condition()));
            if (here && actual.isEnabled() && one != null) {
                found.putIfAbsent(one.desired, actual);
            } else if (here || actual.status().equals("conduit_deleted")) {
                LOG.debug("type={} subscription={} status={} not wanted", actual.type(), actual.id(), actual.status());
                unwanted.add(actual.id());
            }
        }
        wanted.values().forEach(one -> settle(conduit, one, Optional.ofNullable(found.get(one.desired))));
    }

    private void settle(Session conduit, Wanted one, Optional<ActualSubscription> found) {
        Instant now = clock.instant();
        if (found.isPresent()) {
            if (!one.exists(conduit) || !one.id().equals(found.get().id())) {
                one.created(found.get().id(), conduit, now);
            }
            directory.put(
                    one.desired, SubscriptionState.ENABLED, "", found.get().cost());
        } else if (one.exists(conduit) && one.isOlderThan(YOUNG, now)) {
            LOG.debug("{} is no longer at Twitch, creating it again", one.desired);
            one.gone();
        }
    }

    boolean hasUnwanted() {
        return !unwanted.isEmpty();
    }

    /** Some of what exists and nobody wants, to be deleted by the caller. */
    List<String> takeUnwanted(int atMost) {
        if (unwanted.isEmpty()) {
            return List.of();
        }
        // Wanted again since it was listed, and found by the conflict.
        wanted.values().forEach(one -> unwanted.remove(one.id()));
        List<String> some = unwanted.stream().limit(atMost).toList();
        some.forEach(unwanted::remove);
        return some;
    }
}
