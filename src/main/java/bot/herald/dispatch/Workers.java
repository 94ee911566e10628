package bot.herald.dispatch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work until nothing is left to do.
 *
 * <p>Waking a thread costs several times as much as handling most events, so none is woken while another is about to look
 * for work, and a busy one looks once more after a moment before it ends. While there is work and not every thread is
 * busy, one is always about to look, so work never waits for a handler that blocks.
 *
 * @param <W> a piece of work
 */
final class Workers<W> {
    /** At a thousand events a second no thread lingers; at twenty thousand, lingering saves nearly all the waking. */
    private static final int MUCH = 2;

    private static final long A_MOMENT_NANOS = 100_000;
    private static final int MOST_LINGERING = 2;
    private static final int IDLE_SECONDS = 10;

    private final Source<W> source;
    private final Object lock;
    private final int most;
    private final ExecutorService threads;

    private int working;
    /** How many of the working threads have no work and are about to ask for some. */
    private int looking;

    private int lingering;
    private boolean closed;

    /** Where the work comes from. All methods but {@link #run} are called while holding the lock. */
    interface Source<W> {
        boolean hasWork();

        @Nullable
        W next();

        void run(W work);

        /** Called after {@link #run}, even if that threw. */
        void done(W work);
    }

    /** @param lock guards the source, and this */
    Workers(int most, Object lock, Source<W> source) {
        this.most = most;
        this.lock = lock;
        this.source = source;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0,
                // No more threads run than are working; one that has just ended may not be ready for the next call.
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                work -> new Thread(work, "herald-events-" + number.incrementAndGet()),
                // Rejects only after the end, when close has already counted what was left.
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Call while holding the lock: whether {@link #wake} has to be called, without the lock. */
    boolean isOneNeeded() {
        if (looking > 0 || working == most || !source.hasWork()) {
            return false;
        }
        working++;
        looking++;
        return true;
    }

    void wake() {
        threads.execute(this::work);
    }

    /** Call while holding the lock: interrupts threads that are still at work. */
    void close() {
        closed = true;
        threads.shutdownNow();
    }

    private void work() {
        int done = 0;
        boolean lingered = false;
        W work = null;
        while (true) {
            boolean anotherIsNeeded;
            synchronized (lock) {
                if (work == null) {
                    looking--;
                } else {
                    source.done(work);
                }
                if (lingered) {
                    lingering--;
                }
                work = source.next();
                lingered = work == null && canLinger(done);
                if (lingered) {
                    looking++;
                    lingering++;
                } else if (work == null) {
                    working--;
                    return;
                }
                anotherIsNeeded = isOneNeeded();
            }
            if (anotherIsNeeded) {
                wake();
            }
            if (work == null) {
                done = 0;
                LockSupport.parkNanos(A_MOMENT_NANOS);
            } else {
                done++;
                run(work);
            }
        }
    }

    private boolean canLinger(int done) {
        return done >= MUCH && lingering < MOST_LINGERING && !closed;
    }

    private void run(W work) {
        boolean survived = false;
        try {
            source.run(work);
            survived = true;
        } finally {
            if (!survived) {
                leave(work);
            } else if (!threads.isShutdown()) {
                // An interrupt that a handler left behind must not reach the next one.
                Thread.interrupted();
            }
        }
    }

    /** The exception ends this thread; another takes over. */
    private void leave(W work) {
        boolean anotherIsNeeded;
        synchronized (lock) {
            source.done(work);
            working--;
            anotherIsNeeded = isOneNeeded();
        }
        if (anotherIsNeeded) {
            wake();
        }
    }
}
