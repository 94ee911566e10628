package bot.herald.twitch.eventsub;

import bot.herald.event.ChannelEvent;
import bot.herald.event.RecentIds;
import bot.herald.lifecycle.SpareThreads;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** The threads and the memory that all sockets of one transport share. Safe for concurrent use. */
final class SocketRuntime {
    /** During a reconnect the old and the new socket carry the same events; Twitch repeats deliveries for up to ten minutes. */
    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    /** Close frames still need the threads for a moment. */
    private static final long GOODBYE_SECONDS = 3;

    final SocketContext context;

    SocketRuntime(
            URI base,
            Consumer<ChannelEvent> sink,
            EventSubObserver observer,
            LongSupplier nanos,
            ScheduledExecutorService timer) {
        this(base, sink, observer, nanos, timer, () -> {});
    }

    /** @param shardDisabled called when Twitch reports that it disabled a shard; must return at once */
    SocketRuntime(
            URI base,
            Consumer<ChannelEvent> sink,
            EventSubObserver observer,
            LongSupplier nanos,
            ScheduledExecutorService timer,
            Runnable shardDisabled) {
        TwitchTime time = new TwitchTime(nanos);
        DoubleSupplier jitter = () -> ThreadLocalRandom.current().nextDouble();
        this.context = new SocketContext(
                base,
                SocketClient.start(base, Connection.WELCOME_WITHIN),
                timer,
                nanos,
                jitter,
                time,
                new NotificationReader(
                        new RecentIds(REMEMBERED, RecentIds.MOST_MESSAGES), nanos, time, sink, observer, shardDisabled),
                observer,
                new AtomicLong(),
                new EventSubGate(timer, nanos, jitter));
    }

    static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Call this when all sockets have been told to close. */
    void close() {
        Future<?> unused = SpareThreads.timer()
                .schedule(
                        () -> SpareThreads.of("eventsub-end", 1).execute(context.client()::stop),
                        GOODBYE_SECONDS,
                        TimeUnit.SECONDS);
    }
}
