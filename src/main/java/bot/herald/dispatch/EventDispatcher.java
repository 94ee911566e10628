package bot.herald.dispatch;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Health.Age;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes every event to every handler: in order within a channel, channels in parallel, and each event once, even if
 * two messages report it. An event that a newer one has made obsolete is skipped.
 *
 * <p>Events other than chat are claimed first, so that only one of several processes handles them; a line of chat is
 * claimed by the handler that acts on it. Handlers hear each line of chat when it arrives, and it is queued only if one
 * of them has to act on it.
 *
 * <p>The error boundary of events: whatever a handler throws ends here. Safe for concurrent use.
 */
public final class EventDispatcher implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);

    private final HandlerBoundary handlers;
    private final DispatchObserver observer;
    private final Limits limits;
    private final LongSupplier nanos;

    private final Object lock = new Object();
    private final EventQueues queues;
    private final ChannelTurns turns;

    private @Nullable Workers<Turn> workers;
    private volatile boolean closed;
    private volatile boolean started;
    /** Whether anything was dropped since the queues were last empty. */
    private boolean shedding;

    /** A thread's next piece of work for a channel: a task, or else an event. */
    private record Turn(
            TwitchUserId channel,
            @Nullable Runnable task,
            @Nullable ChannelEvent event) {}

    /**
     * The limits.
     *
     * @param perChannel how many lines of chat of one channel may wait
     * @param overall how many lines of chat may wait in all
     * @param closeWithin how long {@link #close()} lets waiting events be handled
     */
    public record Limits(int threads, int perChannel, int overall, Duration closeWithin) {
        public static final Limits DEFAULT = new Limits(16, 256, 10_000, Duration.ofSeconds(3));

        public Limits {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be 1 or more: " + threads);
            }
        }
    }

    public EventDispatcher(
            List<EventHandler> handlers, HandledEvents handledEvents, DispatchObserver observer, Limits limits) {
        this(handlers, handledEvents, observer, limits, System::nanoTime);
    }

    EventDispatcher(
            List<EventHandler> handlers,
            HandledEvents handledEvents,
            DispatchObserver observer,
            Limits limits,
            LongSupplier nanos) {
        this.handlers = new HandlerBoundary(handlers, handledEvents, observer, nanos);
        this.observer = observer;
        this.limits = limits;
        this.nanos = nanos;
        this.queues = new EventQueues(limits.perChannel(), limits.overall());
        this.turns = new ChannelTurns(queues);
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public void start() {
        synchronized (lock) {
            if (closed || workers != null) {
                throw new IllegalStateException("started twice or after close");
            }
            workers = new Workers<>(limits.threads(), lock, new Serving());
            started = true;
        }
    }

    /** Never blocks and never throws. Drops the event before {@link #start()} and after {@link #close()}. */
    public void submit(ChannelEvent event) {
        if (!(event instanceof ChatMessageReceived line) || !started || closed || handlers.want(line)) {
            enqueue(event);
        }
    }

    private void enqueue(ChannelEvent event) {
        Optional<ChannelEvent> shed;
        Workers<Turn> needed = null;
        boolean first = false;
        synchronized (lock) {
            if (closed || workers == null) {
                shed = Optional.of(event);
            } else {
                shed = queues.add(event);
                first = shed.isPresent() && !shedding;
                shedding |= first;
                turns.enter(event.broadcasterId());
                needed = workers.isOneNeeded() ? workers : null;
            }
        }
        if (needed != null) {
            needed.wake();
        }
        if (first) {
            LOG.warn(
                    "too many lines of chat are waiting: the oldest are dropped, and counted, until the queue is empty");
        }
        shed.ifPresent(this::drop);
    }

    /**
     * Runs {@code task} between the channel's events, never at the same time as one, and logs whatever it throws. Never
     * blocks. Does nothing while another task of the channel waits, before {@link #start()} and after {@link #close()}.
     */
    public void run(TwitchUserId channel, Runnable task) {
        Workers<Turn> needed = null;
        synchronized (lock) {
            if (!closed && workers != null && turns.add(channel, task)) {
                turns.enter(channel);
                needed = workers.isOneNeeded() ? workers : null;
            }
        }
        if (needed != null) {
            needed.wake();
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

    /** One event only, then the channel queues up again: a busy channel does not keep a thread to itself. */
    private final class Serving implements Workers.Source<Turn> {
        @Override
        public boolean hasWork() {
            return turns.isWaiting();
        }

        @Override
        public @Nullable Turn next() {
            TwitchUserId channel = turns.begin(nanos.getAsLong());
            if (channel == null) {
                shedding = false;
                return null;
            }
            Runnable task = turns.task(channel);
            return new Turn(channel, task, task == null ? queues.poll(channel) : null);
        }

        @Override
        public void run(Turn turn) {
            if (turn.task() != null) {
                HandlerBoundary.run(turn.task(), turn.channel());
            } else if (turn.event() != null) {
                handlers.handle(turn.event());
            }
        }

        @Override
        public void done(Turn turn) {
            turns.end(turn.channel());
            if (closed) {
                lock.notifyAll();
            }
        }
    }

    /** How many events are waiting. */
    public int waiting() {
        synchronized (lock) {
            return queues.size();
        }
    }

    @Override
    public Health check() {
        synchronized (lock) {
            Health health = workers != null && !closed
                    ? Health.UP
                    : Health.down("events are not handled: Herald is starting or stopping");
            return health.with(Age.EVENT, turns.longest(nanos.getAsLong()));
        }
    }

    /** Accepts no more events, gives the waiting ones some time, and then interrupts. */
    @Override
    public void close() {
        List<ChannelEvent> left;
        synchronized (lock) {
            if (closed || workers == null) {
                closed = true;
                return;
            }
            closed = true;
            turns.forgetTasks();
            boolean interrupted =
                    !awaitIdle(System.nanoTime() + limits.closeWithin().toNanos());
            left = queues.drain();
            workers.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (!left.isEmpty()) {
            LOG.warn("events={} dropped at shutdown: they could not be handled in time", left.size());
            left.forEach(observer::dropped);
        }
    }

    /** @return false if interrupted */
    private boolean awaitIdle(long deadline) {
        while (!turns.isIdle()) {
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
