package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.ChatSender.Result;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what features want said: in order per channel, channels side by side, within Twitch's limits, and each line once.
 *
 * <p>Bounded: a full channel gives up its least urgent line, and a line that has waited too long is dropped; both are
 * counted. Safe for concurrent use; {@link #offer} never blocks on Twitch.
 */
public final class OutgoingQueue implements Component {
    private static final Logger log = LoggerFactory.getLogger(OutgoingQueue.class);
    private static final int PER_CHANNEL = 100;
    private static final int SENDERS = 8;
    private static final Duration FLUSH = Duration.ofSeconds(3);

    private final ChatSender sender;
    private final ChatPace pace;
    private final ChatObserver observer;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "herald-chat-timer"));
    private final ExecutorService workers =
            Executors.newFixedThreadPool(SENDERS, task -> new Thread(task, "herald-chat"));
    private final Map<TwitchUserId, ChannelQueue> queues = new ConcurrentHashMap<>();
    private final Signal flushed = new Signal();
    private volatile boolean closed;

    public OutgoingQueue(ChatSender sender, boolean verified, ChatObserver observer, Clock clock) {
        this.sender = sender;
        this.pace = new ChatPace(verified, clock);
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "outgoing-chat";
    }

    @Override
    public void start() {}

    @Override
    public Health check() {
        return closed ? Health.down("stopped") : Health.UP;
    }

    /** Queues the message, cut into pieces if it is longer than Twitch takes. */
    public void offer(OutgoingMessage message) {
        if (closed) {
            observer.outcome("dropped_stopping");
            return;
        }
        ChannelQueue queue = queues.computeIfAbsent(message.broadcasterId(), id -> new ChannelQueue(id, PER_CHANNEL));
        for (String piece : MessageSplitter.split(message.text())) {
            queue.add(new Entry(message.withText(piece), clock.instant())).ifPresent(dropped -> {
                observer.outcome("dropped_full");
                log.warn("broadcaster={} chat queue is full, a line was dropped", queue.broadcasterId());
            });
        }
        wake(queue);
    }

    private void wake(ChannelQueue queue) {
        if (queue.beginDraining()) {
            workers.execute(() -> drain(queue));
        }
    }

    /** Sends until the channel is empty or has to wait; one thread at a time per channel, which keeps the order. */
    private void drain(ChannelQueue queue) {
        Duration wait = Duration.ZERO;
        try {
            while (wait.isZero()) {
                var entry = queue.peek();
                if (entry.isEmpty()) {
                    break;
                }
                wait = step(queue, entry.get());
            }
        } finally {
            if (queue.endDraining()) {
                later(queue, wait);
            } else {
                flushed.signal();
            }
        }
    }

    private void later(ChannelQueue queue, Duration wait) {
        if (!workers.isShutdown()) {
            ScheduledFuture<?> unused =
                    timer.schedule(() -> wake(queue), Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /** Handles one entry; how long to wait before the next one. */
    private Duration step(ChannelQueue queue, Entry entry) {
        if (entry.isTooOld(clock.instant())) {
            queue.remove(entry);
            observer.outcome("dropped_old");
            log.info("broadcaster={} a line waited too long and was dropped", queue.broadcasterId());
            return Duration.ZERO;
        }
        Duration wait = pace.tryUse(queue.broadcasterId());
        if (!wait.isZero()) {
            return wait;
        }
        queue.remove(entry);
        OutgoingMessage message = entry.message();
        return handle(queue, entry, sender.send(message.broadcasterId(), message.text(), message.replyTo()));
    }

    private Duration handle(ChannelQueue queue, Entry entry, Result result) {
        TwitchUserId broadcaster = queue.broadcasterId();
        if (result instanceof Result.Sent) {
            observer.outcome("sent");
            return Duration.ZERO;
        }
        if (result instanceof Result.NotRepliable) {
            queue.putBack(new Entry(entry.message().withoutReply(), entry.asked()));
            return Duration.ZERO;
        }
        if (result instanceof Result.NotSent notSent) {
            queue.putBack(entry);
            log.warn("broadcaster={} chat has to wait: {}", broadcaster, notSent.reason());
            return notSent.after().isZero() ? Duration.ofSeconds(1) : notSent.after();
        }
        if (result instanceof Result.Dropped dropped) {
            observer.outcome("dropped_by_twitch");
            log.warn("broadcaster={} Twitch did not show a line: {} {}", broadcaster, dropped.code(), dropped.reason());
        } else if (result instanceof Result.Forbidden forbidden) {
            observer.outcome("forbidden");
            log.error("broadcaster={} the bot may not write there: {}", broadcaster, forbidden.reason());
        } else if (result instanceof Result.Unclear unclear) {
            observer.outcome("unclear");
            log.warn(
                    "broadcaster={} unclear whether a line was sent, so it is not sent again: {}",
                    broadcaster,
                    unclear.reason());
        }
        return Duration.ZERO;
    }

    /** How many lines wait, over all channels. */
    public int waiting() {
        return queues.values().stream().mapToInt(ChannelQueue::size).sum();
    }

    /** Takes no more, gives what is queued three seconds, and drops the rest with a log line. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            flushed.await(() -> waiting() == 0, FLUSH);
            timer.shutdownNow();
            workers.shutdown();
            int dropped = queues.values().stream().mapToInt(ChannelQueue::clear).sum();
            if (dropped > 0) {
                log.warn("lines={} dropped at shutdown: Twitch's limits left no time to send them", dropped);
            }
            if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            workers.shutdownNow();
        }
    }
}
