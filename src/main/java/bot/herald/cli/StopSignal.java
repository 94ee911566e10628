package bot.herald.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for SIGTERM, SIGINT or the end of a time, and then closes what is running.
 *
 * <p>After SIGTERM, Java would exit with 143. An orderly stop is no failure, so the process exits with 0.
 */
final class StopSignal {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(9);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "herald-stop");
    private boolean listening;
    private @Nullable Thread early;

    /** Until {@link #listen} or {@link #forget}, a signal ends the process at once, since nothing has been started. */
    void leaveAtOnce() {
        early = new Thread(() -> Runtime.getRuntime().halt(0), "herald-leave-early");
        Runtime.getRuntime().addShutdownHook(early);
    }

    /** Takes {@link #leaveAtOnce} back, so that the process can exit with another code. */
    void forget() {
        if (early != null) {
            Runtime.getRuntime().removeShutdownHook(early);
            early = null;
        }
    }

    /** From now on a signal ends {@link #awaitAndClose} and not the process; nothing may fail after this. */
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

    /** During the work, which may include waiting for another instance, a signal ends the process at once. */
    <T> T leavingAtOnceDuring(Supplier<T> work) {
        return leavingAtOnceDuring(work, () -> {});
    }

    /** @param before runs before the process ends, while the work may still be going on */
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
            // Before the other hook is removed: in between, a signal would exit with a failure.
            listen();
            return done;
        } finally {
            Runtime.getRuntime().removeShutdownHook(leave);
        }
    }

    /** Blocks until the process should stop, then closes {@code running}. */
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
