package bot.herald.twitch.eventsub;

import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.twitch.eventsub.ConduitAnswer.Done;
import bot.herald.twitch.eventsub.ConduitAnswer.Failed;
import bot.herald.twitch.eventsub.ConduitAnswer.LimitReached;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds Herald's conduit again, or builds it: Twitch deletes one whose shards were all down for 72 hours.
 *
 * <p>Used by one thread only; blocks on HTTP and the database.
 */
final class ConduitFinder {
    private static final Logger LOG = LoggerFactory.getLogger(ConduitFinder.class);

    private final HttpConduitApi api;
    private final ConduitStore store;
    private final IntUnaryOperator wanted;

    /** What was there before a creation that Twitch did not answer; what appeared since is its outcome. */
    private @Nullable Set<String> beforeUnanswered;

    private boolean toldOfLimit;

    /** @param wanted how many shards a conduit should have that has so many now; 0: one that is to be built */
    ConduitFinder(HttpConduitApi api, ConduitStore store, IntUnaryOperator wanted) {
        this.api = api;
        this.store = store;
        this.wanted = wanted;
    }

    /** The conduit, or why there is none. */
    sealed interface Found {
        /** @param built whether it is new */
        record Ours(StoredConduit conduit, boolean built) implements Found {}

        /** @param needsPerson whether it does not heal by itself */
        record NotYet(String why, boolean needsPerson) implements Found {}
    }

    Found find() {
        ConduitAnswer<List<StoredConduit>> listed = api.list();
        if (!(listed instanceof Done<List<StoredConduit>> done)) {
            return notYet("the conduits cannot be listed", listed);
        }
        Optional<StoredConduit> stored = store.find();
        if (stored.isPresent()) {
            Optional<StoredConduit> there = done.value().stream()
                    .filter(one -> one.id().equals(stored.get().id()))
                    .findFirst();
            if (there.isPresent()) {
                Found fitted = fitted(there.get());
                if (fitted instanceof Found.Ours ours && !ours.conduit().equals(stored.get())) {
                    store.save(ours.conduit());
                }
                return fitted;
            }
            LOG.info(
                    "conduit={} is no longer at Twitch, building another",
                    stored.get().id());
            store.forget(stored.get().id());
        }
        return adopted(done.value()).orElseGet(() -> create(done.value()));
    }

    private Optional<Found> adopted(List<StoredConduit> listed) {
        Set<String> before = beforeUnanswered;
        beforeUnanswered = null;
        if (before == null) {
            return Optional.empty();
        }
        List<StoredConduit> appeared = listed.stream()
                .filter(one -> !before.contains(one.id()) && one.shardCount() == wanted.applyAsInt(0))
                .toList();
        return appeared.size() == 1 ? Optional.of(kept(appeared.get(0))) : Optional.empty();
    }

    private Found create(List<StoredConduit> listed) {
        ConduitAnswer<StoredConduit> created = api.create(wanted.applyAsInt(0));
        if (created instanceof Done<StoredConduit> done) {
            return kept(done.value());
        }
        if (created instanceof LimitReached<StoredConduit>) {
            return limitReached(listed);
        }
        if (created instanceof Failed<StoredConduit> failed && !failed.answered()) {
            beforeUnanswered = new HashSet<>();
            listed.forEach(one -> beforeUnanswered(one.id()));
        }
        return notYet("the conduit cannot be created", created);
    }

    private void beforeUnanswered(String id) {
        if (beforeUnanswered != null) {
            beforeUnanswered.add(id);
        }
    }

    private Found kept(StoredConduit conduit) {
        store.save(conduit);
        toldOfLimit = false;
        LOG.info("conduit={} shards={} built", conduit.id(), conduit.shardCount());
        return new Found.Ours(conduit, true);
    }

    private Found fitted(StoredConduit conduit) {
        toldOfLimit = false;
        int shardCount = wanted.applyAsInt(conduit.shardCount());
        if (conduit.shardCount() == shardCount) {
            return new Found.Ours(conduit, false);
        }
        ConduitAnswer<StoredConduit> resized = api.resize(conduit.id(), shardCount);
        if (resized instanceof Done<StoredConduit> done) {
            LOG.info("conduit={} shards={}, before {}", conduit.id(), shardCount, conduit.shardCount());
            return new Found.Ours(done.value(), false);
        }
        return notYet("the conduit's shards cannot be set to " + shardCount, resized);
    }

    private Found limitReached(List<StoredConduit> listed) {
        String ids = listed.stream().map(StoredConduit::id).collect(Collectors.joining(", "));
        String why = "Twitch allows this client id five conduits, and all are taken: " + ids
                + ". Delete one that nothing uses, with the Twitch CLI: twitch api delete eventsub/conduits -q id=<id>,"
                + " or use twitch.eventsub.transport: websocket";
        if (!toldOfLimit) {
            toldOfLimit = true;
            LOG.error("{}", why);
        }
        return new Found.NotYet(why, true);
    }

    private static Found notYet(String what, ConduitAnswer<?> answer) {
        String why = what + ": " + answer.problem();
        LOG.warn("{}; trying again", why);
        return new Found.NotYet(why, false);
    }
}
