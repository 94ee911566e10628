package bot.herald.web;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The thread pools of the {@link Lane}s, each with a bounded queue. Safe for concurrent use. */
final class Lanes implements AutoCloseable {
    private static final int QUEUED_A_THREAD = 16;
    private static final int TWITCH_THREADS = 4;
    private static final int TWITCH_QUEUE = 32;
    private static final int MONITORING_QUEUE = 32;

    private final Map<Lane, ExecutorService> executors = new EnumMap<>(Lane.class);

    /** @param threads for pages */
    Lanes(int threads) {
        executors.put(Lane.PAGES, executor("web-page", threads, threads * QUEUED_A_THREAD));
        executors.put(Lane.TWITCH, executor("web-twitch", TWITCH_THREADS, TWITCH_QUEUE));
        executors.put(Lane.MONITORING, executor("web-monitoring", 1, MONITORING_QUEUE));
    }

    private static ExecutorService executor(String name, int threads, int queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** @return whether it was accepted; false if the queue is too long for anybody to wait for it */
    boolean run(Lane lane, Runnable task) {
        ExecutorService executor = executors.get(lane);
        if (executor == null) {
            task.run();
            return true;
        }
        try {
            executor.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        executors.values().forEach(ExecutorService::shutdownNow);
    }
}
