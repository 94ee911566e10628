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
 * Threads for work that comes now and then: each is made when there is some, and let go when there has been none for a while. And one
 * timer for everything that is due at some time.
 *
 * <p>They are daemons: who must not lose work when Herald ends waits for it when closing.
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
     * Knows when something is due, for all of the process: what it runs must return at once, and hand over to another thread what takes
     * longer. Who is done with it cancels what it still has to do; nobody shuts it down.
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
     * @param name they are called {@code herald-}, this and a number
     * @param most as many things are done at once; the others wait, however many
     */
    public static ExecutorService of(String name, int most) {
        return of(name, most, Integer.MAX_VALUE);
    }

    /** The same, where no more than {@code waiting} may wait: the next gets a {@link RejectedExecutionException}. */
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
