package bot.herald.twitch.eventsub;

import bot.herald.retry.RetryPolicy;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ShardLeases;
import bot.herald.subscription.ShardLeases.Share;
import bot.herald.twitch.eventsub.ConduitAnswer.Done;
import bot.herald.twitch.eventsub.HttpConduitApi.Assigned;
import bot.herald.twitch.eventsub.HttpConduitApi.Shard;
import bot.herald.twitch.eventsub.HttpConduitApi.Shards;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells Twitch which session serves which shard, in one request for all whose session is new, and checks now and then
 * that Twitch agrees. Blocks; used by one thread.
 */
final class ShardAssignments {
    private static final Logger LOG = LoggerFactory.getLogger(ShardAssignments.class);
    /** Twitch's list may show an assignment this young as it was before. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    private final HttpConduitApi api;
    private final CurrentConduit current;
    private final ShardLeases leases;
    private final Consumer<Duration> again;
    private final Runnable missedSomething;
    /** The conduit that the assignments belong to. */
    private long generation;
    /** Whether a shard of this conduit was served before. */
    private boolean wasServed;

    private volatile boolean inspectionDue;
    /** When Twitch last confirmed that everything is served as it should be, by {@link System#nanoTime}. */
    private volatile long provedAt = System.nanoTime();

    private long assignedAt = System.nanoTime();
    private int failures;
    private int failedInspections;
    /** How many requests it last took to read Twitch's list of the shards. */
    private int pages = 1;
    /** How many calls of {@link #watch} there have been since the last that read it. */
    private long passedOver;

    /**
     * @param again called with the time until the next attempt is due
     * @param missedSomething called when a shard is served again after none was
     */
    ShardAssignments(
            HttpConduitApi api,
            CurrentConduit current,
            ShardLeases leases,
            Consumer<Duration> again,
            Runnable missedSomething) {
        this.api = api;
        this.current = current;
        this.leases = leases;
        this.again = again;
        this.missedSomething = missedSomething;
    }

    /**
     * How long ago Twitch last confirmed that every shard is served as it should be; until then, counted from the
     * start.
     */
    Duration sinceProof() {
        return Duration.ofNanos(System.nanoTime() - provedAt);
    }

    /** Checks with the next step how Twitch sees the shards. Safe to call on any thread. */
    void inspectNext() {
        inspectionDue = true;
    }

    /**
     * Checks now how Twitch sees the conduit and its shards, unless the next step does so anyway. Reads a list of several
     * pages only every so many calls, so that it costs no more requests than one page.
     *
     * @param rarest it is read at least every so many calls
     */
    void watch(StoredConduit conduit, ShardSockets open, long rarest) {
        passedOver++;
        if (inspectionDue || current.generation() != generation || passedOver < Math.min(pages, rarest)) {
            return;
        }
        passedOver = 0;
        boolean areListed = System.nanoTime() - assignedAt > SETTLING.toNanos();
        Map<Integer, String> expected = areListed ? open.assigned() : Map.of();
        inspect(conduit, expected, open);
        if (!open.assigned().entrySet().containsAll(expected.entrySet())) {
            again.accept(Duration.ZERO);
        }
    }

    /** Opens the sockets of this process's shards, and makes the conduit send to them. */
    void serve(StoredConduit conduit, ShardSockets open) {
        if (current.generation() != generation) {
            generation = current.generation();
            open.forgetAssignments();
            wasServed = false;
        }
        Share share = leases.share(conduit);
        // A socket that Twitch closed as unused: another process serves its shard, unless the database says that it is
        // ours.
        open.keep(share.own(), share.handedOver(), share.current());
        if (inspectionDue) {
            inspect(conduit, open.assigned(), open);
        }
        assign(conduit, share.own(), open);
    }

    /** Finds shards that Twitch took away without telling us. */
    private void inspect(StoredConduit conduit, Map<Integer, String> expected, ShardSockets open) {
        inspectionDue = false;
        ConduitAnswer<Shards> answer = api.shards(conduit.id());
        if (answer instanceof Done<Shards> done) {
            failedInspections = 0;
            pages = done.value().pages();
            current.confirmed();
            compare(expected, done.value().byNumber(), open);
        } else {
            inspectionDue = true;
            Duration pause = RetryPolicy.PASSING.after(++failedInspections, answer.askedToWait());
            boolean isNews = answer instanceof ConduitAnswer.Gone<Shards> && current.denied(conduit);
            again.accept(isNews ? Duration.ZERO : pause);
        }
    }

    private void compare(Map<Integer, String> expected, Map<Integer, Shard> atTwitch, ShardSockets open) {
        boolean asItShould = true;
        for (Map.Entry<Integer, String> one : expected.entrySet()) {
            Shard seen = atTwitch.get(one.getKey());
            if (seen == null
                    || !seen.status().equals("enabled")
                    || !seen.sessionId().equals(one.getValue())) {
                LOG.warn("shard={} is not enabled on Twitch, assigning it again", one.getKey());
                open.lost(one.getKey(), one.getValue());
                asItShould = false;
            }
        }
        if (asItShould) {
            provedAt = System.nanoTime();
        }
    }

    private void assign(StoredConduit conduit, Set<Integer> own, ShardSockets open) {
        Map<Integer, String> pending = open.unassigned(own);
        if (pending.isEmpty()) {
            return;
        }
        ConduitAnswer<Assigned> answer = api.assign(conduit.id(), pending);
        if (answer instanceof Done<Assigned> done) {
            settle(conduit, pending, done.value(), open);
            return;
        }
        LOG.atLevel(failures == 0 ? Level.WARN : Level.DEBUG)
                .log("shards={} not assigned, retrying: {}", pending.keySet(), answer.problem());
        if (answer instanceof ConduitAnswer.Gone<Assigned>) {
            current.denied(conduit);
        }
        again.accept(pause(answer.askedToWait()));
    }

    private void settle(StoredConduit conduit, Map<Integer, String> asked, Assigned answer, ShardSockets open) {
        Map<Integer, String> served = new HashMap<>(asked);
        served.keySet().retainAll(answer.done());
        boolean wereAllLost = wasServed && open.assigned().isEmpty();
        served.forEach(open::assigned);
        if (!served.isEmpty()) {
            wasServed = true;
            if (wereAllLost) {
                missedSomething.run();
            }
            LOG.info("shards={} assigned", served.keySet());
            assignedAt = System.nanoTime();
            current.served();
            leases.served(conduit, served);
        }
        if (served.size() == asked.size()) {
            failures = 0;
            provedAt = System.nanoTime();
        } else {
            LOG.atLevel(failures == 0 ? Level.WARN : Level.DEBUG)
                    .log("shards not assigned, retrying: {}", answer.errors());
            // Somebody may have changed the number of shards, or deleted the conduit.
            current.doubt();
            again.accept(pause(Optional.empty()));
        }
    }

    /** Short, since a session that serves nothing is closed after ten seconds. */
    private Duration pause(Optional<Duration> asked) {
        return RetryPolicy.CONNECTING.after(++failures, asked);
    }
}
