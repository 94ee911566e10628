package bot.herald.twitch.eventsub;

import bot.herald.auth.AppAccessToken;
import bot.herald.event.ChannelEvent;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ConduitTransport;
import bot.herald.subscription.EventTransport.Session;
import bot.herald.twitch.eventsub.ConduitAnswer.Done;
import bot.herald.twitch.eventsub.HttpConduitApi.Assigned;
import bot.herald.twitch.eventsub.HttpConduitApi.Shard;
import bot.herald.twitch.http.ApiBudget;
import bot.herald.twitch.http.TwitchHttp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Herald's conduit: finds or builds it, keeps a socket open for each shard and tells Twitch which socket serves which.
 *
 * <p>All requests go out from one thread, a step at a time: the conduit first, then the sockets, then in one request all
 * shards whose socket is new. Safe for concurrent use. The sink is called on a few threads that all shards share, so it
 * must return at once.
 */
public final class ConduitShards implements ConduitTransport, Component {
    private static final Logger LOG = LoggerFactory.getLogger(ConduitShards.class);

    private static final Duration LONGEST_ASSIGN_PAUSE = Duration.ofSeconds(3);

    private final URI base;
    private final int shardCount;
    private final Consumer<ChannelEvent> sink;
    private final EventSubObserver observer;
    private final HttpConduitApi api;
    private final ConduitStore store;
    private final ConduitFinder finder;
    private final Pauses pauses;
    private final ReconnectPause retryPause = new ReconnectPause(Math::random);

    private final Object lock = new Object();
    private final List<EventSubSocket> sockets = new ArrayList<>();
    /** The session that serves a shard as far as Twitch said. */
    private final Map<Integer, String> assigned = new HashMap<>();

    private @Nullable Listener listener;
    private @Nullable SocketRuntime runtime;
    private @Nullable ScheduledExecutorService steps;
    private @Nullable ScheduledFuture<?> next;
    private @Nullable StoredConduit found;
    private boolean built;
    private long generation;
    /** The generation of which a shard was served. */
    private long servedGeneration = -1;

    private boolean doubted;
    private boolean inspectDue;
    private String trouble = "the conduit has not been looked for yet";
    private boolean closed;

    /**
     * How long to wait.
     *
     * @param full between tries while Twitch has no room for another conduit
     * @param inspection between looks at what Twitch holds of the shards
     */
    record Pauses(Duration full, Duration inspection) {
        static final Pauses DEFAULT = new Pauses(Duration.ofMinutes(5), Duration.ofMinutes(5));
    }

    /** @param base where Twitch's EventSub sockets are, used as it is */
    public ConduitShards(
            URI base,
            URI helix,
            String clientId,
            int shardCount,
            TwitchHttp http,
            AppAccessToken app,
            ApiBudget budget,
            ConduitStore store,
            Consumer<ChannelEvent> sink,
            EventSubObserver observer) {
        this(
                base,
                shardCount,
                new HttpConduitApi(http, app, budget, helix, clientId),
                store,
                sink,
                observer,
                Pauses.DEFAULT);
    }

    ConduitShards(
            URI base,
            int shardCount,
            HttpConduitApi api,
            ConduitStore store,
            Consumer<ChannelEvent> sink,
            EventSubObserver observer,
            Pauses pauses) {
        this.base = base;
        this.shardCount = shardCount;
        this.api = api;
        this.store = store;
        this.sink = sink;
        this.observer = observer;
        this.finder = new ConduitFinder(api, store, shardCount);
        this.pauses = pauses;
    }

    @Override
    public String name() {
        return "eventsub";
    }

    @Override
    public void start() {
        synchronized (lock) {
            LongSupplier nanos = System::nanoTime;
            runtime = new SocketRuntime(base, sink, observer, nanos, SocketRuntime.newTimer());
            for (int shard = 0; shard < shardCount; shard++) {
                sockets.add(new EventSubSocket("shard=" + shard, runtime.context, new ShardEvents(shard)));
            }
            steps = Executors.newSingleThreadScheduledExecutor(SocketRuntime.named("herald-conduit-"));
            Future<?> unused = steps.scheduleWithFixedDelay(
                    this::inspectSoon,
                    pauses.inspection().toMillis(),
                    pauses.inspection().toMillis(),
                    TimeUnit.MILLISECONDS);
            soon();
        }
    }

    @Override
    public void listen(Listener only) {
        synchronized (lock) {
            listener = only;
        }
    }

    @Override
    public Optional<Conduit> conduit() {
        synchronized (lock) {
            return found == null || servedGeneration != generation
                    ? Optional.empty()
                    : Optional.of(new Conduit(found.id(), generation, built));
        }
    }

    @Override
    public String missingBecause() {
        synchronized (lock) {
            return found == null ? trouble : "no shard of the conduit is connected to Twitch yet";
        }
    }

    @Override
    public void doubt() {
        synchronized (lock) {
            doubted = true;
            soon();
        }
    }

    private void inspectSoon() {
        synchronized (lock) {
            inspectDue = true;
        }
        step();
    }

    private void soon() {
        in(Duration.ZERO);
    }

    /** One step is on its way at most; the sooner one counts. */
    private void in(Duration pause) {
        synchronized (lock) {
            if (closed || steps == null) {
                return;
            }
            if (next != null && next.getDelay(TimeUnit.MILLISECONDS) > pause.toMillis()) {
                next.cancel(false);
                next = null;
            }
            if (next == null) {
                next = steps.schedule(this::nextStep, pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void nextStep() {
        synchronized (lock) {
            next = null;
        }
        step();
    }

    /** On the one thread. */
    private void step() {
        try {
            if (haveConduit()) {
                List<EventSubSocket> all;
                synchronized (lock) {
                    all = closed ? List.of() : List.copyOf(sockets);
                }
                all.forEach(EventSubSocket::ensure);
                inspect();
                assign();
            }
        } catch (RuntimeException e) {
            // Mostly the database; the shards that are served stay served.
            LOG.error("the conduit could not be looked after, trying again", e);
            in(retryPause.next());
        }
    }

    private boolean haveConduit() {
        synchronized (lock) {
            if (closed) {
                return false;
            }
            if (found != null && !doubted) {
                return true;
            }
        }
        ConduitFinder.Found answer = finder.find();
        if (answer instanceof ConduitFinder.Found.NotYet notYet) {
            synchronized (lock) {
                trouble = notYet.why();
            }
            in(notYet.needsPerson() ? pauses.full() : retryPause.next());
            return false;
        }
        ConduitFinder.Found.Ours ours = (ConduitFinder.Found.Ours) answer;
        synchronized (lock) {
            doubted = false;
            trouble = "";
            if (found == null || !found.id().equals(ours.conduit().id())) {
                generation++;
                built = ours.built();
                assigned.clear();
            }
            found = ours.conduit();
        }
        return true;
    }

    /** Finds shards that Twitch took from us without a word. */
    private void inspect() {
        StoredConduit conduit;
        Map<Integer, String> ours;
        synchronized (lock) {
            if (!inspectDue || found == null) {
                return;
            }
            inspectDue = false;
            conduit = found;
            ours = Map.copyOf(assigned);
        }
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
                    synchronized (lock) {
                        assigned.remove(shard, session);
                    }
                }
            });
        }
    }

    private void gone(StoredConduit conduit) {
        LOG.info("conduit={} is no longer at Twitch, building another", conduit.id());
        store.forget(conduit.id());
        synchronized (lock) {
            found = null;
            assigned.clear();
            trouble = "the conduit is gone at Twitch; building another";
        }
        soon();
    }

    private void assign() {
        StoredConduit conduit;
        Map<Integer, String> pending = new TreeMap<>();
        synchronized (lock) {
            if (found == null) {
                return;
            }
            conduit = found;
        }
        for (int shard = 0; shard < shardCount; shard++) {
            Optional<String> session = session(shard);
            synchronized (lock) {
                if (session.isPresent() && !session.get().equals(assigned.get(shard))) {
                    pending.put(shard, session.get());
                }
            }
        }
        if (pending.isEmpty()) {
            return;
        }
        ConduitAnswer<Assigned> answer = api.assign(conduit.id(), pending);
        if (answer instanceof ConduitAnswer.Gone<Assigned>) {
            gone(conduit);
        } else if (answer instanceof Done<Assigned> done) {
            settle(pending, done.value());
        } else {
            LOG.warn("shards={} not assigned, trying again: {}", pending.keySet(), answer.problem());
            in(assignPause());
        }
    }

    private Optional<String> session(int shard) {
        EventSubSocket socket;
        synchronized (lock) {
            if (closed) {
                return Optional.empty();
            }
            socket = sockets.get(shard);
        }
        return socket.session().map(Session::id);
    }

    private void settle(Map<Integer, String> asked, Assigned answer) {
        boolean first = false;
        boolean all = true;
        Listener told;
        synchronized (lock) {
            for (Map.Entry<Integer, String> one : asked.entrySet()) {
                if (answer.done().contains(one.getKey())) {
                    assigned.put(one.getKey(), one.getValue());
                    first |= servedGeneration != generation;
                    servedGeneration = generation;
                } else {
                    all = false;
                }
            }
            told = listener;
        }
        if (!answer.done().isEmpty()) {
            LOG.info("shards={} assigned", answer.done());
        }
        if (first && told != null) {
            told.ready();
        }
        if (all) {
            retryPause.reset();
        } else {
            LOG.warn("shards not assigned, trying again: {}", answer.errors());
            synchronized (lock) {
                // Somebody may have changed the number of shards, or deleted the conduit.
                doubted = true;
            }
            in(assignPause());
        }
    }

    /** Short, since a session that serves nothing is closed after ten seconds; the next comes after a longer pause. */
    private Duration assignPause() {
        Duration pause = retryPause.next();
        return pause.compareTo(LONGEST_ASSIGN_PAUSE) < 0 ? pause : LONGEST_ASSIGN_PAUSE;
    }

    /** How many sockets are in each state: {@code open}, {@code connecting}, {@code waiting}, {@code unused}. */
    public Map<String, Integer> connectionsByState() {
        List<EventSubSocket> all;
        synchronized (lock) {
            all = List.copyOf(sockets);
        }
        return EventSubSocket.countByState(all);
    }

    /** One shard that is not served is made up for by another; more than one may lose events. */
    @Override
    public Health check() {
        synchronized (lock) {
            if (found == null) {
                return Health.down(trouble);
            }
            int missing = shardCount - assigned.size();
            return missing == shardCount || missing > 1
                    ? Health.down(missing + " of " + shardCount
                            + " conduit shards are not connected to Twitch; connecting again")
                    : Health.UP;
        }
    }

    /** The conduit stays at Twitch, with its subscriptions. */
    @Override
    public void close() {
        List<EventSubSocket> all;
        synchronized (lock) {
            closed = true;
            all = List.copyOf(sockets);
            sockets.clear();
            if (steps != null) {
                steps.shutdownNow();
            }
        }
        all.forEach(EventSubSocket::close);
        synchronized (lock) {
            if (runtime != null) {
                runtime.close();
            }
        }
    }

    /** Called with a socket's lock held, so it only asks for a step. */
    private final class ShardEvents implements SocketEvents {
        private final int shard;

        ShardEvents(int shard) {
            this.shard = shard;
        }

        @Override
        public void welcomed() {
            soon();
        }

        @Override
        public void moved() {
            soon();
        }

        @Override
        public void lost() {
            synchronized (lock) {
                assigned.remove(shard);
                soon();
            }
        }

        @Override
        public void revoked(NotificationReader.Revoked revoked) {
            Listener told;
            synchronized (lock) {
                told = listener;
            }
            if (told != null) {
                told.revoked(revoked.type(), revoked.version(), revoked.condition(), revoked.status());
            }
        }
    }
}
