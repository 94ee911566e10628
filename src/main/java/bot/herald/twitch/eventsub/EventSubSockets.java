package bot.herald.twitch.eventsub;

import bot.herald.auth.Purpose;
import bot.herald.event.ChannelEvent;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.SpareThreads;
import bot.herald.subscription.EventConnections;
import bot.herald.subscription.EventTransport;
import bot.herald.subscription.EventTransport.SocketKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Event sockets by token owner, since Twitch lets one session carry only one user's subscriptions.
 *
 * <p>Safe for concurrent use. The sink is called on a few threads that all sockets share, so it must return at once.
 */
public final class EventSubSockets implements EventTransport, Component {
    private final URI base;
    private final Consumer<ChannelEvent> sink;
    private final EventSubObserver observer;
    private final LongSupplier nanos;

    /** This many are opened no matter what else is open. */
    private static final int FEW = 16;
    /** Files kept free for the database, visitors and calls to Twitch; without them nothing heard could be answered. */
    private static final int FOR_EVERYTHING_ELSE = 64;

    private final Object lock = new Object();
    private final Map<SocketKey, EventSubSocket> sockets = new HashMap<>();
    private @Nullable Listener listener;
    private @Nullable SocketRuntime runtime;
    private @Nullable ScheduledExecutorService timer;
    private boolean closed;

    /** @param base the address of Twitch's EventSub sockets, used as it is */
    public EventSubSockets(URI base, Consumer<ChannelEvent> sink, EventSubObserver observer) {
        this(base, sink, observer, System::nanoTime, null);
    }

    EventSubSockets(
            URI base,
            Consumer<ChannelEvent> sink,
            EventSubObserver observer,
            LongSupplier nanos,
            @Nullable ScheduledExecutorService timer) {
        this.base = base;
        this.sink = sink;
        this.observer = observer;
        this.nanos = nanos;
        this.timer = timer;
    }

    @Override
    public String name() {
        return "eventsub";
    }

    @Override
    public void start() {
        synchronized (lock) {
            if (timer == null) {
                timer = SpareThreads.timer();
            }
            runtime = new SocketRuntime(base, sink, observer, nanos, timer);
        }
    }

    @Override
    public void listen(Listener only) {
        synchronized (lock) {
            listener = only;
        }
    }

    @Override
    public Optional<Session> session(SocketKey key) {
        return socket(key).flatMap(EventSubSocket::session);
    }

    private Optional<EventSubSocket> socket(SocketKey key) {
        synchronized (lock) {
            return Optional.ofNullable(sockets.get(key));
        }
    }

    @Override
    public void ensure(SocketKey key) {
        EventSubSocket socket;
        synchronized (lock) {
            if (closed || runtime == null || listener == null) {
                return;
            }
            SocketContext shared = runtime.context;
            Listener told = listener;
            socket = sockets.computeIfAbsent(
                    key, absent -> new EventSubSocket(absent.toString(), shared, events(absent, told)));
        }
        socket.ensure();
    }

    private static SocketEvents events(SocketKey key, Listener told) {
        return new SocketEvents() {
            @Override
            public void welcomed() {
                told.welcomed(key);
            }

            /** The subscriptions move along. */
            @Override
            public void moved() {}

            @Override
            public void lost() {
                told.lost(key);
            }

            @Override
            public void revoked(NotificationReader.Revoked revoked) {
                told.revoked(key, revoked.type(), revoked.version(), revoked.condition(), revoked.status());
            }
        };
    }

    @Override
    public boolean hasRoom() {
        return sockets().size() < FEW || OpenFiles.mayOpen(FOR_EVERYTHING_ELSE);
    }

    @Override
    public void release(SocketKey key) {
        EventSubSocket socket;
        synchronized (lock) {
            socket = sockets.remove(key);
        }
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    public void confirmed(SocketKey key) {
        socket(key).ifPresent(EventSubSocket::confirmed);
    }

    @Override
    public Set<SocketKey> sockets() {
        synchronized (lock) {
            return Set.copyOf(sockets.keySet());
        }
    }

    /** How many sockets are in each state: {@code open}, {@code connecting}, {@code waiting}, {@code unused}. */
    public Map<String, Integer> connectionsByState() {
        return SocketSummary.countByState(all().values());
    }

    /** Every socket, by owner. */
    public EventConnections connections() {
        return new EventConnections(
                Optional.empty(),
                all().entrySet().stream()
                        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                        .map(entry -> SocketSummary.connection(
                                entry.getValue(),
                                Optional.of(entry.getKey().owner()),
                                entry.getKey().number(),
                                Optional.empty()))
                        .toList());
    }

    private Map<SocketKey, EventSubSocket> all() {
        synchronized (lock) {
            return Map.copyOf(sockets);
        }
    }

    /** Down while no chat arrives, or nothing at all although something should. */
    @Override
    public Health check() {
        Map<SocketKey, EventSubSocket> all = all();
        List<SocketKey> down = new ArrayList<>();
        all.forEach((key, socket) -> {
            if (socket.state() == EventSubSocket.State.CONNECTING || socket.state() == EventSubSocket.State.WAITING) {
                down.add(key);
            }
        });
        boolean botIsDown = down.stream().anyMatch(socket -> socket.owner().purpose() == Purpose.BOT);
        boolean allAreDown = !all.isEmpty() && down.size() == all.size();
        Health health = botIsDown || allAreDown
                ? Health.down(down.size() + " of " + all.size()
                        + " event sockets to Twitch are not open; Herald is reconnecting")
                : Health.UP;
        return SocketSummary.withProof(health, all.values());
    }

    @Override
    public void close() {
        Map<SocketKey, EventSubSocket> all;
        synchronized (lock) {
            closed = true;
            all = Map.copyOf(sockets);
            sockets.clear();
        }
        all.values().forEach(EventSubSocket::close);
        synchronized (lock) {
            if (runtime != null) {
                runtime.close();
            }
        }
    }
}
