package bot.herald.lifecycle;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for occasional work: each is started on demand and ends after a while without work. Also the one timer for
 * everything that is due at some time.
 *
 * <p>They are daemon threads: work that must not be lost when Herald stops has to be awaited when closing.
 */
public final class SpareThreads {
    private static final int IDLE_SECONDS = 10;
    private static final ScheduledThreadPoolExecutor TIMER =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "herald-timer"));

    static {
        TIMER.setRemoveOnCancelPolicy(true);
    }

    private SpareThreads() {}

    /**
     * The timer of the whole process. What it runs must return at once and hand longer work to another thread. Callers
     * cancel what they no longer need; it is never shut down.
     */
    public static ScheduledExecutorService timer() {
        return TIMER;
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * @param name the threads are called {@code herald-}, this and a number
     * @param most how many tasks run at once; any number of others wait
     */
    public static ExecutorService of(String name, int most) {
        return of(name, most, Integer.MAX_VALUE);
    }

    /** The same, but no more than {@code waiting} tasks may wait: the next one gets a {@link RejectedExecutionException}. */
    public static ExecutorService of(String name, int most, int waiting) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(waiting),
                task -> daemon(task, "herald-" + name + "-" + number.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
