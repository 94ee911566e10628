package bot.herald.lifecycle;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a task again and again, on a thread of its own, from its start until it is closed.
 *
 * <p>After a run that threw a {@link RuntimeException} the next one comes as after any other. An {@link Error} ends it, and
 * {@link #check()} says so. Runs never overlap, so what only the task uses needs no lock. Safe for concurrent use.
 */
public final class Recurring implements Component {
    private static final Logger log = LoggerFactory.getLogger(Recurring.class);

    private final String name;
    private final Duration first;
    private final Duration pause;
    private final Runnable task;
    private final Consumer<RuntimeException> failed;
    private final ScheduledExecutorService timer;
    /** The class of what the last run threw; used by the timer's thread alone. */
    private String failing = "";

    /**
     * @param name the thread is called {@code herald-} and this
     * @param first from the start to the first run
     * @param pause from the end of a run to the next; more than zero
     * @param task may block, but has to end soon after an interrupt
     * @param failed logs, in words that say what is late now, what a run threw, unless the run before threw the same or the
     *     database is the reason; throws nothing itself
     */
    public Recurring(String name, Duration first, Duration pause, Runnable task, Consumer<RuntimeException> failed) {
        this.name = name;
        this.first = first;
        this.pause = pause;
        this.task = task;
        this.failed = failed;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "herald-" + name));
    }

    @Override
    public String name() {
        return name;
    }

    /** To be called once, and not after {@link #close()}. */
    @Override
    public void start() {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::run, first.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does the task once more as soon as the thread is free; nothing once closed. Never blocks. */
    public void soon() {
        try {
            timer.execute(this::run);
        } catch (RejectedExecutionException e) {
            log.debug("component={} is stopping, so its task is not done once more", name);
        }
    }

    private void run() {
        try {
            task.run();
            if (!failing.isEmpty()) {
                log.debug("component={} works again", name);
            }
            failing = "";
        } catch (RuntimeException e) {
            // Past this the timer would stop for good.
            if (!failing.equals(e.getClass().getName())) {
                failing = e.getClass().getName();
                tell(e);
            }
        } catch (Error e) {
            timer.shutdown();
            log.error("component={} has stopped for good; start Herald again", name, e);
            throw e;
        }
    }

    private void tell(RuntimeException fault) {
        if (StorageFailure.isReasonOf(fault)) {
            // Whoever watches the database has said so, in one line for all that wait for it.
            log.debug("component={} waits for the database", name, fault);
        } else {
            failed.accept(fault);
        }
    }

    @Override
    public Health check() {
        return timer.isShutdown() ? Health.down("stopped") : Health.UP;
    }

    /** Interrupts a run under way and does not wait for its end; no other begins. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /**
     * Closes it and waits for the end of a run under way.
     *
     * @return false if the run went on for longer than {@code most}, or if this thread was interrupted, which it still is
     */
    public boolean closeWithin(Duration most) {
        close();
        try {
            return timer.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
