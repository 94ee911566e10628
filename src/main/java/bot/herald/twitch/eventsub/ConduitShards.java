package bot.herald.twitch.eventsub;

import bot.herald.event.ChannelEvent;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.retry.RetryPolicy;
import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ConduitTransport;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.EventConnections;
import bot.herald.subscription.ShardLeases;
import bot.herald.twitch.door.TwitchDoor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Herald's conduit: finds or creates it, keeps a socket open for each of this process's shards, and tells Twitch which
 * socket serves which shard.
 *
 * <p>All requests are sent from one thread, a step at a time: first the conduit, then the sockets, then in one request
 * all shards whose socket is new. Safe for concurrent use. The sink is called on a few threads that all shards share,
 * so it must return at once.
 */
public final class ConduitShards implements ConduitTransport, Component {
    private static final Logger LOG = LoggerFactory.getLogger(ConduitShards.class);

    private final URI base;
    private final ShardLeases leases;
    private final String clientId;
    private final Consumer<ChannelEvent> sink;
    private final EventSubObserver observer;
    private final CurrentConduit current;
    private final Pauses pauses;
    private final ShardAssignments assignments;
    private final StepThread steps = new StepThread("herald-conduit-");

    private final Object lock = new Object();
    private @Nullable Listener listener;
    private @Nullable SocketRuntime runtime;
    private @Nullable ShardSockets sockets;
    private boolean closed;
    /** Consecutive failed steps. Used only by the one thread. */
    private int failures;

    /**
     * How long to wait.
     *
     * @param full between attempts while Twitch has no room for another conduit
     * @param inspection between checks of this process's shards as Twitch sees them, if another manages the conduit
     * @param watch the same for the process that manages it, since sockets of a deleted conduit stay open, without
     *     events; as many times longer as Twitch's list of the shards has pages, but no longer than {@code inspection}
     */
    record Pauses(Duration full, Duration inspection, Duration watch) {
        static final Pauses DEFAULT = new Pauses(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(2));
    }

    /** @param base the address of Twitch's EventSub sockets, used as it is */
    public ConduitShards(
            URI base,
            TwitchDoor door,
            String clientId,
            ShardLeases leases,
            ConduitStore store,
            Consumer<ChannelEvent> sink,
            EventSubObserver observer) {
        this(base, leases, new HttpConduitApi(door, clientId), store, sink, observer, Pauses.DEFAULT);
    }

    ConduitShards(
            URI base,
            ShardLeases leases,
            HttpConduitApi api,
            ConduitStore store,
            Consumer<ChannelEvent> sink,
            EventSubObserver observer,
            Pauses pauses) {
        this.base = base;
        this.leases = leases;
        this.clientId = api.clientId();
        this.sink = sink;
        this.observer = observer;
        this.current = new CurrentConduit(new ConduitFinder(api, store, leases, pauses.full()), leases);
        this.pauses = pauses;
        this.assignments = new ShardAssignments(api, current, leases, steps::in, this::missedSomething);
    }

    @Override
    public String name() {
        return "eventsub";
    }

    @Override
    public void start() {
        synchronized (lock) {
            LongSupplier nanos = System::nanoTime;
            SocketRuntime own =
                    new SocketRuntime(base, sink, observer, nanos, SpareThreads.timer(), this::shardDisabled);
            runtime = own;
            sockets = new ShardSockets(
                    shard -> new EventSubSocket("shard=" + shard, own.context, new ShardEvents(shard)));
        }
        steps.every(pauses.inspection(), this::routine);
        steps.every(pauses.watch(), this::watch);
        steps.begin(this::step);
        leases.listen(steps::soon);
    }

    @Override
    public void listen(Listener only) {
        synchronized (lock) {
            listener = only;
        }
    }

    @Override
    public Optional<Conduit> conduit() {
        return current.ready();
    }

    @Override
    public Optional<DesiredSubscription> ownSubscription(Conduit conduit) {
        return Optional.of(DesiredSubscription.ofDisabledShards(clientId, conduit.id()));
    }

    /** The next step checks whether it is one of this process's shards: the event may be older than the latest assignment. */
    private void shardDisabled() {
        assignments.inspectNext();
        steps.soon();
    }

    private void missedSomething() {
        Listener told = listener();
        if (told != null) {
            told.missedSomething();
        }
    }

    @Override
    public String missingBecause() {
        return current.found().isEmpty() ? current.trouble() : "no shard of the conduit is connected to Twitch yet";
    }

    @Override
    public void doubt() {
        current.doubt();
        steps.soon();
    }

    /** On the one thread. */
    private void routine() {
        current.tidy();
        if (!leases.keepsConduit()) {
            assignments.inspectNext();
        }
        step();
    }

    /** On the one thread. Sends nothing else, since a failed request may have to wait longer. */
    private void watch() {
        ShardSockets open = open();
        if (open != null && leases.keepsConduit()) {
            long rarest = pauses.inspection().dividedBy(pauses.watch());
            current.found().ifPresent(conduit -> assignments.watch(conduit, open, rarest));
        }
    }

    /** On the one thread. */
    private void step() {
        ShardSockets open = open();
        if (open == null) {
            return;
        }
        try {
            CurrentConduit.Look look = current.look();
            look.again().ifPresent(steps::in);
            look.conduit().ifPresent(conduit -> serve(conduit, open));
            failures = 0;
        } catch (RuntimeException e) {
            failures++;
            // A database that does not answer is reported by its own health check.
            if (failures == 1 && !StorageFailure.isReasonOf(e)) {
                LOG.warn(
                        "checking the conduit failed, retrying; its shards stay connected: {}",
                        e.getClass().getSimpleName());
            }
            LOG.debug("checking the conduit failed", e);
            steps.in(RetryPolicy.PASSING.after(failures, Optional.empty()));
        }
    }

    private void serve(StoredConduit conduit, ShardSockets open) {
        assignments.serve(conduit, open);
        Listener told = listener();
        if (told != null && current.isNewlyReady()) {
            told.ready();
        }
    }

    private @Nullable ShardSockets open() {
        synchronized (lock) {
            return closed ? null : sockets;
        }
    }

    private @Nullable Listener listener() {
        synchronized (lock) {
            return listener;
        }
    }

    /** How many sockets are in each state: {@code open}, {@code connecting}, {@code waiting}, {@code unused}. */
    public Map<String, Integer> connectionsByState() {
        ShardSockets open = open();
        return open == null ? SocketSummary.countByState(Set.of()) : open.countByState();
    }

    /** Every shard, whichever instance serves it. */
    public EventConnections connections() {
        ShardSockets open = open();
        return new EventConnections(current.found(), open == null ? List.of() : open.connections(leases));
    }

    @Override
    public Health check() {
        ShardSockets open = open();
        Optional<StoredConduit> conduit = current.found();
        if (conduit.isEmpty() || open == null) {
            return Health.down(current.trouble());
        }
        if (current.isLost()) {
            return Health.down("Twitch no longer knows the conduit; Herald makes sure, then builds another");
        }
        return open.health(leases.share(conduit.get()).own(), assignments.sinceProof());
    }

    /** The conduit stays on Twitch, with its subscriptions. */
    @Override
    public void close() {
        leases.leave();
        ShardSockets open;
        synchronized (lock) {
            closed = true;
            open = sockets;
        }
        steps.close();
        if (open != null) {
            open.close();
        }
        synchronized (lock) {
            if (runtime != null) {
                runtime.close();
            }
        }
    }

    /** Called while holding a socket's lock, so it only requests a step. */
    private final class ShardEvents implements SocketEvents {
        private final int shard;

        ShardEvents(int shard) {
            this.shard = shard;
        }

        @Override
        public void welcomed() {
            steps.soon();
        }

        @Override
        public void moved() {
            steps.soon();
        }

        @Override
        public void lost() {
            ShardSockets open = open();
            if (open != null) {
                open.lost(shard);
            }
            steps.soon();
        }

        @Override
        public void revoked(NotificationReader.Revoked revoked) {
            Listener told = listener();
            if (told != null) {
                told.revoked(revoked.type(), revoked.version(), revoked.condition(), revoked.status());
            }
        }
    }
}
