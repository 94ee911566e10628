package bot.herald.twitch.eventsub;

import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ShardLeases;
import bot.herald.subscription.ShardLeases.Share;
import bot.herald.twitch.eventsub.ConduitAnswer.Done;
import bot.herald.twitch.eventsub.HttpConduitApi.Assigned;
import bot.herald.twitch.eventsub.HttpConduitApi.Shard;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Twitch which session serves which shard, in one request for all whose session is new, and now and then looks whether
 * Twitch sees it so. Blocks; used by one thread.
 */
final class ShardAssignments {
    private static final Logger LOG = LoggerFactory.getLogger(ShardAssignments.class);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final HttpConduitApi api;
    private final CurrentConduit current;
    private final ShardLeases leases;
    private final ReconnectPause pause;
    private final Consumer<Duration> again;
    /** Of which conduit the assignments are. */
    private long generation;

    private boolean inspectionDue;

    /** @param again told after how long another try is due */
    ShardAssignments(
            HttpConduitApi api,
            CurrentConduit current,
            ShardLeases leases,
            ReconnectPause pause,
            Consumer<Duration> again) {
        this.api = api;
        this.current = current;
        this.leases = leases;
        this.pause = pause;
        this.again = again;
    }

    /** Looks with the next try what Twitch holds of the shards. */
    void inspectNext() {
        inspectionDue = true;
    }

    /** Opens the sockets of this process's shards, and sees to it that the conduit sends to them. */
    void serve(StoredConduit conduit, ShardSockets open) {
        if (current.generation() != generation) {
            generation = current.generation();
            open.forgetAssignments();
        }
        Share share = leases.share(conduit);
        // One that Twitch closed as unused is served by another process, unless the database says that it is ours.
        open.keep(share.own(), share.handedOver(), share.current());
        inspect(conduit, open);
        assign(conduit, share.own(), open);
    }

    /** Finds shards that Twitch took from us without a word. */
    private void inspect(StoredConduit conduit, ShardSockets open) {
        if (!inspectionDue) {
            return;
        }
        inspectionDue = false;
        Map<Integer, String> ours = open.assigned();
        ConduitAnswer<Map<Integer, Shard>> answer = api.shards(conduit.id());
        if (answer instanceof ConduitAnswer.Gone<Map<Integer, Shard>>) {
            gone(conduit);
        } else if (answer instanceof Done<Map<Integer, Shard>> done) {
            ours.forEach((shard, session) -> {
                Shard seen = done.value().get(shard);
                if (seen == null
                        || !seen.status().equals("enabled")
                        || !seen.sessionId().equals(session)) {
                    LOG.warn("shard={} is not served as Twitch sees it, assigning it again", shard);
                    open.lost(shard, session);
                }
            });
        }
    }

    private void gone(StoredConduit conduit) {
        current.gone(conduit);
        again.accept(leases.keepsConduit() ? Duration.ZERO : LONGEST_PAUSE);
    }

    private void assign(StoredConduit conduit, Set<Integer> own, ShardSockets open) {
        Map<Integer, String> pending = open.unassigned(own);
        if (pending.isEmpty()) {
            return;
        }
        ConduitAnswer<Assigned> answer = api.assign(conduit.id(), pending);
        if (answer instanceof ConduitAnswer.Gone<Assigned>) {
            gone(conduit);
        } else if (answer instanceof Done<Assigned> done) {
            settle(conduit, pending, done.value(), open);
        } else {
            LOG.warn("shards={} not assigned, trying again: {}", pending.keySet(), answer.problem());
            again.accept(shortPause());
        }
    }

    private void settle(StoredConduit conduit, Map<Integer, String> asked, Assigned answer, ShardSockets open) {
        Map<Integer, String> served = new HashMap<>(asked);
        served.keySet().retainAll(answer.done());
        served.forEach(open::assigned);
        if (!served.isEmpty()) {
            LOG.info("shards={} assigned", served.keySet());
            current.served();
            leases.served(conduit, served);
        }
        if (served.size() == asked.size()) {
            pause.reset();
        } else {
            LOG.warn("shards not assigned, trying again: {}", answer.errors());
            // Somebody may have changed the number of shards, or deleted the conduit.
            current.doubt();
            again.accept(shortPause());
        }
    }

    /** Short, since a session that serves nothing is closed after ten seconds; the next comes after a longer pause. */
    private Duration shortPause() {
        Duration next = pause.next();
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }
}
