package bot.herald.lifecycle;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a task from its start until it is closed.
 *
 * <p>A run that throws a {@link RuntimeException} does not affect the next one. An {@link Error} ends the task, and
 * {@link #check()} says so. Runs never overlap, so state used only by the task needs no lock. Each run has its own
 * thread, so one that hangs delays no other task; between runs there is none, because most tasks are idle most of the
 * time. Safe for concurrent use.
 */
public final class Recurring implements Component {
    private static final Logger log = LoggerFactory.getLogger(Recurring.class);
    private static final int IDLE_SECONDS = 5;

    /** As many threads as there are runs at once; each bears its task's name during a run. */
    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> SpareThreads.daemon(task, "herald-spare"));

    private final String name;
    private final Duration first;
    private final Supplier<Duration> pause;
    private final Runnable task;
    private final Consumer<RuntimeException> failed;

    private final Object lock = new Object();
    private boolean started;
    private boolean closed;
    /** Whether a run is under way or has been handed to a thread. */
    private boolean busy;
    /** Whether another run follows at once. */
    private boolean again;
    /** Whether the coming run was requested by the timer, which then has to be set again. */
    private boolean due;

    private @Nullable Thread runner;
    private @Nullable Future<?> next;
    /** The class of what the last run threw; used by one run at a time. */
    private String failing = "";

    /**
     * @param name its thread is called {@code herald-} and this during a run
     * @param first from the start to the first run
     * @param pause from the end of a run to the next; more than zero
     * @param task may block, but has to end soon after an interrupt
     * @param failed logs what a run threw and what that delays; not called if the previous run threw the same, or if the
     * database is the cause; must not throw
     */
    public Recurring(String name, Duration first, Duration pause, Runnable task, Consumer<RuntimeException> failed) {
        this(name, first, () -> pause, task, failed);
    }

    /** As above, with a pause that is determined after each run. */
    public Recurring(
            String name, Duration first, Supplier<Duration> pause, Runnable task, Consumer<RuntimeException> failed) {
        this.name = name;
        this.first = first;
        this.pause = pause;
        this.task = task;
        this.failed = failed;
    }

    @Override
    public String name() {
        return name;
    }

    /** Must be called once, and not after {@link #close()}. */
    @Override
    public void start() {
        synchronized (lock) {
            if (started || closed) {
                throw new IllegalStateException("started twice or after close");
            }
            started = true;
            runIn(first);
        }
    }

    private void runIn(Duration time) {
        next = SpareThreads.timer().schedule(this::nowDue, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void nowDue() {
        synchronized (lock) {
            due = true;
            soon();
        }
    }

    /**
     * Runs the task again as soon as the current run ends, or at once if there is none; does nothing once closed. Never
     * blocks.
     */
    public void soon() {
        synchronized (lock) {
            if (closed) {
                log.debug("component={} is stopping, so its task is not done once more", name);
            } else if (busy) {
                // A run that has not begun yet is enough.
                again = runner != null;
            } else {
                busy = true;
                THREADS.execute(this::turn);
            }
        }
    }

    private void turn() {
        Thread thread = Thread.currentThread();
        boolean wasDue;
        synchronized (lock) {
            if (closed) {
                ended();
                return;
            }
            runner = thread;
            wasDue = due;
            due = false;
        }
        String before = thread.getName();
        thread.setName("herald-" + name);
        run();
        thread.setName(before);
        synchronized (lock) {
            ended();
            // An interrupt meant for this run must not reach another.
            Thread.interrupted();
            if (!closed && wasDue) {
                runIn(pause.get());
            }
            if (again) {
                again = false;
                soon();
            }
        }
    }

    private void ended() {
        runner = null;
        busy = false;
        lock.notifyAll();
    }

    private void run() {
        try {
            task.run();
            if (!failing.isEmpty()) {
                log.debug("component={} works again", name);
            }
            failing = "";
        } catch (RuntimeException e) {
            // An error that escaped here would end the repetition.
            if (!failing.equals(e.getClass().getName())) {
                failing = e.getClass().getName();
                tell(e);
            }
        } catch (Error e) {
            log.error("component={} has stopped for good; start Herald again", name, e);
            synchronized (lock) {
                closed = true;
            }
        }
    }

    private void tell(RuntimeException fault) {
        if (StorageFailure.isReasonOf(fault)) {
            // The database's watch reports it, in one line for all tasks.
            log.debug("component={} waits for the database", name, fault);
        } else {
            failed.accept(fault);
        }
    }

    @Override
    public Health check() {
        synchronized (lock) {
            return closed ? Health.STOPPED : Health.UP;
        }
    }

    /** Interrupts a run under way without waiting for it to end; no other begins. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            if (next != null) {
                next.cancel(false);
            }
            if (runner != null) {
                runner.interrupt();
            }
        }
    }

    /**
     * Closes it and waits for a run under way to end.
     *
     * @return false if the run took longer than {@code most}, or if this thread was interrupted, which it still is
     */
    public boolean closeWithin(Duration most) {
        close();
        long end = System.nanoTime() + most.toNanos();
        synchronized (lock) {
            try {
                for (long left = most.toNanos(); busy && left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
                return !busy;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
