package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every event to every handler: in order within a channel, channels in parallel, each message once.
 *
 * <p>What is no chat is claimed first, so that of several processes one handles it; chat is claimed by who acts on it.
 *
 * <p>The error boundary of the event side: whatever a handler throws ends here. Safe for concurrent use.
 */
public final class EventDispatcher implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

    private final List<EventHandler> handlers;
    private final HandledEvents handledEvents;
    private final DispatchObserver observer;
    private final Clock clock;
    private final Limits limits;

    private final Object lock = new Object();
    private final EventQueues queues;
    /** What is to be done in a channel besides its events; one thing at a time for each. */
    private final Map<TwitchUserId, Runnable> tasks = new HashMap<>();
    /** Channels that a thread serves, or that wait for a free one. */
    private final Set<TwitchUserId> served = new HashSet<>();

    private @Nullable ExecutorService pool;
    private boolean closed;

    /**
     * How much at once.
     *
     * @param perChannel how many events of one channel may wait
     * @param overall how many events may wait together
     * @param closeWithin how long {@link #close()} lets waiting events be handled
     */
    public record Limits(int threads, int perChannel, int overall, Duration closeWithin) {
        public static final Limits DEFAULT = new Limits(16, 256, 10_000, Duration.ofSeconds(3));

        public Limits {
            if (threads < 1) {
                throw new IllegalArgumentException("at least one thread: " + threads);
            }
        }
    }

    public EventDispatcher(
            List<EventHandler> handlers,
            HandledEvents handledEvents,
            DispatchObserver observer,
            Clock clock,
            Limits limits) {
        this.handlers = List.copyOf(handlers);
        this.handledEvents = handledEvents;
        this.observer = observer;
        this.clock = clock;
        this.limits = limits;
        this.queues = new EventQueues(limits.perChannel(), limits.overall());
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public void start() {
        synchronized (lock) {
            if (closed || pool != null) {
                throw new IllegalStateException("started twice or after close");
            }
            pool = Executors.newFixedThreadPool(limits.threads(), threads());
        }
    }

    private static ThreadFactory threads() {
        AtomicInteger number = new AtomicInteger();
        return task -> new Thread(task, "herald-events-" + number.incrementAndGet());
    }

    /** Never blocks and never throws; before {@link #start()} and after {@link #close()} the event is dropped. */
    public void submit(ChannelEvent event) {
        Optional<ChannelEvent> shed;
        synchronized (lock) {
            if (closed || pool == null) {
                shed = Optional.of(event);
            } else {
                shed = queues.add(event);
                serve(pool, event.broadcasterId());
            }
        }
        shed.ifPresent(this::drop);
    }

    /**
     * Has {@code task} run in turn with the channel's events, never beside one; what it throws is logged and ends there. Never
     * blocks. Nothing happens while another task of the channel waits, before {@link #start()} and after {@link #close()}.
     */
    public void run(TwitchUserId channel, Runnable task) {
        synchronized (lock) {
            if (!closed && pool != null && tasks.putIfAbsent(channel, task) == null) {
                serve(pool, channel);
            }
        }
    }

    private void drop(ChannelEvent event) {
        LOG.debug(
                "broadcaster={} type={} message={} dropped, too many events wait",
                event.broadcasterId(),
                event.origin().type(),
                event.origin().messageId());
        observer.dropped(event);
    }

    private void serve(ExecutorService threads, TwitchUserId channel) {
        if ((queues.hasWaiting(channel) || tasks.containsKey(channel)) && served.add(channel)) {
            threads.execute(() -> handleNext(threads, channel));
        }
    }

    /** One event only, then the channel queues up again: a busy channel does not keep a thread to itself. */
    private void handleNext(ExecutorService threads, TwitchUserId channel) {
        Runnable task;
        Optional<ChannelEvent> next;
        synchronized (lock) {
            task = tasks.remove(channel);
            next = task == null ? queues.poll(channel) : Optional.empty();
        }
        try {
            if (task != null) {
                run(task, channel);
            }
            next.ifPresent(this::handle);
        } finally {
            synchronized (lock) {
                served.remove(channel);
                if (!threads.isShutdown()) {
                    serve(threads, channel);
                }
                lock.notifyAll();
            }
        }
    }

    private static void run(Runnable task, TwitchUserId channel) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            LOG.error("broadcaster={} what was to be done there failed", channel, e);
        }
    }

    private void handle(ChannelEvent event) {
        if (!isFirstTime(event)) {
            return;
        }
        long begin = System.nanoTime();
        for (EventHandler handler : handlers) {
            try {
                handler.handle(event);
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                LOG.error(
                        "broadcaster={} type={} message={} handler={} failed",
                        event.broadcasterId(),
                        event.origin().type(),
                        event.origin().messageId(),
                        handler.name(),
                        e);
            }
        }
        observer.handled(event, Duration.ofNanos(System.nanoTime() - begin));
    }

    private boolean isFirstTime(ChannelEvent event) {
        try {
            String id = event.origin().messageId();
            // Of thousands of lines of chat one is a command: whoever acts on a line claims it.
            return handledEvents.firstTime(id, clock.instant())
                    && (event instanceof ChatMessageReceived || handledEvents.claim(id));
        } catch (RuntimeException e) {
            // The sockets have dropped repetitions already; a greeting said twice is better than none at all.
            LOG.warn(
                    "broadcaster={} message={} cannot tell whether it was handled before, handling it",
                    event.broadcasterId(),
                    event.origin().messageId(),
                    e);
            return true;
        }
    }

    /** How many events wait now. */
    public int waiting() {
        synchronized (lock) {
            return queues.size();
        }
    }

    @Override
    public Health check() {
        synchronized (lock) {
            return pool != null && !closed ? Health.UP : Health.down("events are not handled: not running");
        }
    }

    /** Takes no more events, gives the waiting ones their time, then interrupts. */
    @Override
    public void close() {
        ExecutorService threads;
        List<ChannelEvent> left;
        synchronized (lock) {
            if (closed || pool == null) {
                closed = true;
                return;
            }
            closed = true;
            tasks.clear();
            threads = pool;
            boolean interrupted =
                    !awaitIdle(System.nanoTime() + limits.closeWithin().toNanos());
            left = queues.drain();
            threads.shutdownNow();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (!left.isEmpty()) {
            LOG.warn("{} events dropped at shutdown, they did not get their turn in time", left.size());
            left.forEach(observer::dropped);
        }
    }

    /** @return false if interrupted */
    private boolean awaitIdle(long deadline) {
        while (!served.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return true;
            }
            try {
                lock.wait(left / 1_000_000 + 1);
            } catch (InterruptedException e) {
                return false;
            }
        }
        return true;
    }
}
