package bot.herald.twitch.eventsub;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.event.ChannelEvent;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.subscription.EventTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An event socket for each token owner, since Twitch lets one session carry one user's subscriptions only.
 *
 * <p>Safe for concurrent use. The sink is called on a few threads that all sockets share, so it must return at once.
 */
public final class EventSubSockets implements EventTransport, Component {
    private static final int THREADS = 4;
    /** Of the order of an hour of busy chat in a hundred channels. */
    private static final int REMEMBERED_MESSAGES = 200_000;

    private final URI base;
    private final Consumer<ChannelEvent> sink;
    private final EventSubObserver observer;
    private final LongSupplier nanos;

    private final Object lock = new Object();
    private final Map<CredentialKey, EventSubSocket> sockets = new HashMap<>();
    private @Nullable Listener listener;
    private @Nullable SocketContext context;
    private @Nullable ExecutorService threads;
    private @Nullable ScheduledExecutorService timer;
    private boolean closed;

    /** @param base where Twitch's EventSub sockets are, used as it is */
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
                ScheduledThreadPoolExecutor own = new ScheduledThreadPoolExecutor(1, named("herald-eventsub-timer-"));
                own.setRemoveOnCancelPolicy(true);
                timer = own;
            }
            threads = Executors.newFixedThreadPool(THREADS, named("herald-eventsub-"));
            TwitchTime time = new TwitchTime(nanos);
            context = new SocketContext(
                    base,
                    HttpClient.newBuilder()
                            .executor(threads)
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    timer,
                    nanos,
                    () -> ThreadLocalRandom.current().nextDouble(),
                    time,
                    new NotificationReader(new SeenMessages(nanos, REMEMBERED_MESSAGES), time, sink, observer),
                    observer,
                    new AtomicLong());
        }
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void listen(Listener only) {
        synchronized (lock) {
            listener = only;
        }
    }

    @Override
    public Optional<Session> session(CredentialKey owner) {
        return socket(owner).flatMap(EventSubSocket::session);
    }

    private Optional<EventSubSocket> socket(CredentialKey owner) {
        synchronized (lock) {
            return Optional.ofNullable(sockets.get(owner));
        }
    }

    @Override
    public void ensure(CredentialKey owner) {
        EventSubSocket socket;
        synchronized (lock) {
            if (closed || context == null || listener == null) {
                return;
            }
            SocketContext shared = context;
            Listener told = listener;
            socket = sockets.computeIfAbsent(owner, key -> new EventSubSocket(key, shared, told));
        }
        socket.ensure();
    }

    @Override
    public void release(CredentialKey owner) {
        EventSubSocket socket;
        synchronized (lock) {
            socket = sockets.remove(owner);
        }
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    public Set<CredentialKey> owners() {
        synchronized (lock) {
            return Set.copyOf(sockets.keySet());
        }
    }

    /** How many sockets are in each state: {@code open}, {@code connecting}, {@code waiting}, {@code unused}. */
    public Map<String, Integer> connectionsByState() {
        Map<String, Integer> counts = new TreeMap<>();
        for (EventSubSocket.State state : EventSubSocket.State.values()) {
            if (state != EventSubSocket.State.CLOSED) {
                counts.put(text(state), 0);
            }
        }
        all().values().forEach(socket -> counts.computeIfPresent(text(socket.state()), (state, n) -> n + 1));
        return counts;
    }

    private static String text(EventSubSocket.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Map<CredentialKey, EventSubSocket> all() {
        synchronized (lock) {
            return Map.copyOf(sockets);
        }
    }

    /** Down while chat does not flow, or nothing does although something should. */
    @Override
    public Health check() {
        Map<CredentialKey, EventSubSocket> all = all();
        List<CredentialKey> down = new ArrayList<>();
        all.forEach((owner, socket) -> {
            if (socket.state() == EventSubSocket.State.CONNECTING || socket.state() == EventSubSocket.State.WAITING) {
                down.add(owner);
            }
        });
        boolean botIsDown = down.stream().anyMatch(owner -> owner.purpose() == Purpose.BOT);
        boolean allAreDown = !all.isEmpty() && down.size() == all.size();
        return botIsDown || allAreDown
                ? Health.down(
                        down.size() + " of " + all.size() + " event sockets to Twitch are not open; connecting again")
                : Health.UP;
    }

    @Override
    public void close() {
        Map<CredentialKey, EventSubSocket> all;
        synchronized (lock) {
            closed = true;
            all = Map.copyOf(sockets);
            sockets.clear();
        }
        all.values().forEach(EventSubSocket::close);
        synchronized (lock) {
            if (timer != null && threads != null && !timer.isShutdown()) {
                // The goodbyes still need both for a moment.
                Future<?> unused = timer.schedule(threads::shutdown, 3, TimeUnit.SECONDS);
                timer.shutdown();
            }
        }
    }
}
