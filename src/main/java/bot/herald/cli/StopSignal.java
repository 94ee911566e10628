package bot.herald.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for SIGTERM, SIGINT or the end of a time, and lets what runs be closed in peace.
 *
 * <p>Java would leave with 143 after SIGTERM; an orderly stop is no failure, so the process leaves with 0.
 */
final class StopSignal {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(9);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "herald-stop");
    private boolean listening;
    private @Nullable Thread early;

    /** Until {@link #listen} or {@link #forget}, a signal ends the process in the same moment: nothing has begun yet. */
    void leaveAtOnce() {
        early = new Thread(() -> Runtime.getRuntime().halt(0), "herald-leave-early");
        Runtime.getRuntime().addShutdownHook(early);
    }

    /** Takes {@link #leaveAtOnce} back, so that the process can end with an exit code of its own. */
    void forget() {
        if (early != null) {
            Runtime.getRuntime().removeShutdownHook(early);
            early = null;
        }
    }

    /** From here on a signal is waited for, and no more the end of the process; nothing may fail after it. */
    void listen() {
        if (!listening) {
            listening = true;
            Runtime.getRuntime().addShutdownHook(hook);
            forget();
        }
    }

    /** Ends the wait, as a signal does. */
    void ask() {
        asked.countDown();
    }

    /** While the work goes on, which may be a wait for another instance, a signal ends the process in the same moment. */
    <T> T leavingAtOnceDuring(Supplier<T> work) {
        return leavingAtOnceDuring(work, () -> {});
    }

    /** @param before done before the process ends, whatever the work is at */
    <T> T leavingAtOnceDuring(Supplier<T> work, Runnable before) {
        Thread leave = new Thread(
                () -> {
                    before.run();
                    Runtime.getRuntime().halt(0);
                },
                "herald-leave");
        Runtime.getRuntime().addShutdownHook(leave);
        try {
            T done = work.get();
            // Before the other goes, so that there is no moment in which a signal would be a failure.
            listen();
            return done;
        } finally {
            Runtime.getRuntime().removeShutdownHook(leave);
        }
    }

    /** Blocks until the process is to stop, then closes {@code running}. */
    void awaitAndClose(Optional<Duration> atMost, AutoCloseable running) {
        listen();
        try {
            if (atMost.isPresent()) {
                asked.await(atMost.get().toMillis(), TimeUnit.MILLISECONDS);
            } else {
                asked.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            running.close();
        } catch (Exception e) {
            throw new IllegalStateException("could not stop cleanly", e);
        } finally {
            closed.countDown();
        }
    }

    private void stop() {
        if (closed.getCount() == 0) {
            return;
        }
        asked.countDown();
        try {
            boolean inTime = closed.await(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? 0 : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
