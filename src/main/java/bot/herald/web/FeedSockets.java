package bot.herald.web;

import bot.herald.lifecycle.SpareThreads;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All open live feeds: kept alive by pings, and closed within a second of losing access. */
final class FeedSockets implements AutoCloseable {
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
    /** Shorter than the usual idle timeout of proxies. */
    static final Duration BETWEEN_PINGS = Duration.ofSeconds(20);
    /** A reader that answers no ping for this long is gone. */
    static final Duration IDLE = BETWEEN_PINGS.multipliedBy(3);

    private static final Logger log = LoggerFactory.getLogger(FeedSockets.class);
    private static final int GOING_AWAY = 1001;

    private final Set<FeedSocket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService worker = SpareThreads.of("feed", 1);
    private final List<Future<?>> regular = new CopyOnWriteArrayList<>();

    void start() {
        regularly(BETWEEN_CHECKS, FeedSocket::check);
        regularly(BETWEEN_PINGS, FeedSocket::ping);
    }

    /** Runs while somebody watches, and once more after that. */
    private void regularly(Duration pause, Consumer<FeedSocket> work) {
        AtomicBoolean waits = new AtomicBoolean();
        Runnable hand = () -> {
            if (!open.isEmpty() && waits.compareAndSet(false, true)) {
                executor().execute(() -> {
                    waits.set(false);
                    each(work);
                });
            }
        };
        regular.add(SpareThreads.timer()
                .scheduleWithFixedDelay(hand, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void each(Consumer<FeedSocket> work) {
        for (FeedSocket socket : open) {
            try {
                work.accept(socket);
            } catch (RuntimeException e) {
                // One faulty watcher or a busy database must not end this for the others; the next round tries again.
                log.warn("a live feed failed: {}", e.getClass().getSimpleName());
            }
        }
    }

    /** Runs what must not block the caller; drops it once closed. */
    Executor executor() {
        return task -> {
            try {
                worker.execute(task);
            } catch (RejectedExecutionException e) {
                log.debug("a live feed ends with the server");
            }
        };
    }

    long of(String person) {
        return open.stream().filter(socket -> socket.person().equals(person)).count();
    }

    void add(FeedSocket socket) {
        open.add(socket);
    }

    void remove(FeedSocket socket) {
        open.remove(socket);
    }

    @Override
    public void close() {
        regular.forEach(one -> one.cancel(false));
        each(socket -> socket.close(GOING_AWAY, "Herald is stopping"));
        worker.shutdown();
    }
}
