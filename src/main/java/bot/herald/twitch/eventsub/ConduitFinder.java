package bot.herald.twitch.eventsub;

import bot.herald.retry.RetryPolicy;
import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ShardLeases;
import bot.herald.twitch.eventsub.ConduitAnswer.Done;
import bot.herald.twitch.eventsub.ConduitAnswer.Failed;
import bot.herald.twitch.eventsub.ConduitAnswer.Gone;
import bot.herald.twitch.eventsub.ConduitAnswer.LimitReached;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds Herald's conduit again, or creates it: Twitch deletes one whose shards were all down for 72 hours.
 *
 * <p>A conduit is given up only if Twitch neither lists it nor knows its shards, twice, seconds apart: otherwise one
 * stray 404 would cost all subscriptions and leave a conduit behind. Used by one thread only; blocks on HTTP and the
 * database.
 *
 * <p>A process may be frozen anywhere here and wake while another manages the conduit. So each change asks first whether
 * this one still does, and the database takes a conduit only in place of the one that was read.
 */
final class ConduitFinder {
    private static final Logger LOG = LoggerFactory.getLogger(ConduitFinder.class);
    private static final Duration LOOKS_APART = Duration.ofSeconds(2);

    private final HttpConduitApi api;
    private final ConduitStore store;
    private final ShardLeases leases;
    private final Duration whileFull;

    /** What existed before a creation that Twitch did not answer; anything new since then is its result. */
    private @Nullable Set<String> beforeUnanswered;

    private @Nullable Missing missing;
    private boolean toldOfLimit;
    private boolean areSomeLeft;
    private int failures;

    /**
     * @param leases say how many shards there should be, and whether this process manages the conduit
     * @param whileFull the pause between attempts while Twitch has no room for another conduit
     */
    ConduitFinder(HttpConduitApi api, ConduitStore store, ShardLeases leases, Duration whileFull) {
        this.api = api;
        this.store = store;
        this.leases = leases;
        this.whileFull = whileFull;
    }

    /** The conduit that Twitch did not know, and since when by {@link System#nanoTime}. */
    private record Missing(String id, long since) {}

    /** The conduit, or why there is none. */
    sealed interface Found {
        /** @param built whether it is new */
        record Ours(StoredConduit conduit, boolean built) implements Found {}

        /**
         * @param again after how long to look again
         * @param lost whether Twitch does not know the conduit used until now
         */
        record NotYet(String why, Duration again, boolean lost) implements Found {}
    }

    Found find() {
        ConduitAnswer<List<StoredConduit>> answer = api.list();
        if (!(answer instanceof Done<List<StoredConduit>> done)) {
            return notYet("the conduits cannot be listed", answer);
        }
        List<StoredConduit> listed = done.value();
        Found found = store.find()
                .flatMap(stored -> known(stored, listed))
                .or(() -> formerOne(listed))
                .or(() -> appeared(listed))
                .orElseGet(() -> create(listed));
        if (found instanceof Found.Ours ours) {
            failures = 0;
            toldOfLimit = false;
            deleteFormer(ours.conduit(), listed);
        }
        return found;
    }

    /** The conduit used until now; empty if it is gone for good. */
    private Optional<Found> known(StoredConduit stored, List<StoredConduit> listed) {
        Optional<StoredConduit> there =
                listed.stream().filter(one -> one.id().equals(stored.id())).findFirst();
        if (there.isPresent()) {
            missing = null;
            return Optional.of(fitted(stored, there.get()));
        }
        ConduitAnswer<?> shards = api.shards(stored.id());
        if (shards instanceof Done<?>) {
            LOG.warn("conduit={} is not listed by Twitch, which knows its shards, though: keeping it", stored.id());
            missing = null;
            return Optional.of(new Found.Ours(stored, false));
        }
        if (!(shards instanceof Gone<?>)) {
            return Optional.of(notYet("Twitch does not list the conduit, and its shards cannot be asked for", shards));
        }
        long now = System.nanoTime();
        if (missing == null || !missing.id().equals(stored.id())) {
            missing = new Missing(stored.id(), now);
            LOG.warn("conduit={} is not listed by Twitch, checking once more before another is created", stored.id());
        }
        Duration left = LOOKS_APART.minusNanos(now - missing.since());
        if (!left.isNegative()) {
            return Optional.of(new Found.NotYet(
                    "Twitch does not know the conduit any more; making sure", left.plusMillis(1), true));
        }
        if (!leases.keepsConduit()) {
            return Optional.of(handedOver());
        }
        LOG.warn("conduit={} no longer exists on Twitch, creating another", stored.id());
        store.retire(stored.id());
        missing = null;
        return Optional.empty();
    }

    /** A conduit that was given up and exists after all, with its subscriptions. */
    private Optional<Found> formerOne(List<StoredConduit> listed) {
        Set<String> former = store.former();
        return listed.stream()
                .filter(one -> former.contains(one.id()))
                .findFirst()
                .map(one -> {
                    LOG.info("conduit={} was created by an earlier run and is used again", one.id());
                    return store.save(one, Optional.empty()) ? fitted(one, one) : handedOver();
                });
    }

    private Optional<Found> appeared(List<StoredConduit> listed) {
        Set<String> before = beforeUnanswered;
        beforeUnanswered = null;
        if (before == null) {
            return Optional.empty();
        }
        List<StoredConduit> appeared = listed.stream()
                .filter(one -> !before.contains(one.id()) && one.shardCount() == leases.wanted(0))
                .toList();
        return appeared.size() == 1 ? Optional.of(built(appeared.get(0))) : Optional.empty();
    }

    private Found create(List<StoredConduit> listed) {
        int shardCount = leases.wanted(0);
        if (!leases.keepsConduit()) {
            return handedOver();
        }
        ConduitAnswer<StoredConduit> created = api.create(shardCount);
        if (created instanceof Done<StoredConduit> done) {
            return built(done.value());
        }
        if (created instanceof LimitReached<StoredConduit>) {
            return limitReached(listed);
        }
        if (created instanceof Failed<StoredConduit> failed && !failed.answered()) {
            beforeUnanswered = listed.stream().map(StoredConduit::id).collect(Collectors.toSet());
        }
        return notYet("the conduit cannot be created", created);
    }

    private Found built(StoredConduit conduit) {
        if (!store.save(conduit, Optional.empty())) {
            return handedOver();
        }
        LOG.info("conduit={} shards={} created", conduit.id(), conduit.shardCount());
        return new Found.Ours(conduit, true);
    }

    private Found fitted(StoredConduit stored, StoredConduit conduit) {
        int shardCount = leases.wanted(conduit.shardCount());
        StoredConduit fitted = conduit;
        if (conduit.shardCount() != shardCount) {
            if (!leases.keepsConduit()) {
                return handedOver();
            }
            ConduitAnswer<StoredConduit> resized = api.resize(conduit.id(), shardCount);
            if (!(resized instanceof Done<StoredConduit> done)) {
                return notYet("the conduit's shards cannot be set to " + shardCount, resized);
            }
            LOG.info("conduit={} shards={}, before {}", conduit.id(), shardCount, conduit.shardCount());
            fitted = done.value();
        }
        if (!fitted.equals(stored) && !store.save(fitted, Optional.of(stored.id()))) {
            return handedOver();
        }
        return new Found.Ours(fitted, false);
    }

    /** Their subscriptions would live on and count towards the three of a kind that Twitch allows. */
    private void deleteFormer(StoredConduit used, List<StoredConduit> listed) {
        areSomeLeft = false;
        for (String id : store.former()) {
            if (id.equals(used.id()) || !leases.keepsConduit()) {
                continue;
            }
            ConduitAnswer<Boolean> deleted = api.delete(id);
            boolean isListed = listed.stream().anyMatch(one -> one.id().equals(id));
            if (deleted instanceof Done<Boolean> || (deleted instanceof Gone<Boolean> && !isListed)) {
                LOG.info("conduit={} is no longer used and has been deleted", id);
                store.forget(id);
            } else {
                LOG.warn("conduit={} is no longer used and could not be deleted: {}", id, deleted.problem());
                areSomeLeft = true;
            }
        }
    }

    /** Whether a former conduit could not be deleted, so that another look is due soon. */
    boolean areSomeLeft() {
        return areSomeLeft;
    }

    /** Another process manages the conduit by now: it deletes what this one may have created. */
    private Found handedOver() {
        LOG.info("another instance manages the conduit by now");
        leases.doubt();
        return new Found.NotYet("another instance manages the conduit by now", Duration.ZERO, false);
    }

    private Found limitReached(List<StoredConduit> listed) {
        String ids = listed.stream().map(StoredConduit::id).collect(Collectors.joining(", "));
        String why = "Twitch allows this client ID five conduits, and all are taken: " + ids
                + ". Delete one that nothing uses, with the Twitch CLI: twitch api delete eventsub/conduits -q id=<id>,"
                + " or use twitch.eventsub.transport: websocket";
        if (!toldOfLimit) {
            toldOfLimit = true;
            LOG.error("{}", why);
        }
        return new Found.NotYet(why, whileFull, false);
    }

    private Found notYet(String what, ConduitAnswer<?> answer) {
        String why = what + ": " + answer.problem();
        LOG.warn("{}; trying again", why);
        return new Found.NotYet(why, RetryPolicy.PASSING.after(++failures, answer.askedToWait()), false);
    }
}
