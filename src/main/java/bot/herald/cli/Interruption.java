package bot.herald.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a waiting command in order: it finishes its current step, and the process exits with the code that the
 * command sets. Until then the code is that of a failure.
 */
final class Interruption implements AutoCloseable {
    private static final Duration LONGEST_END = Duration.ofSeconds(9);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "herald-interrupted");
    private volatile int exitCode = Failures.FAILED;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Waits; true if interrupted, which ends the wait. */
    boolean await(Duration time) {
        try {
            return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    int endsWith(int code) {
        exitCode = code;
        return code;
    }

    private void interrupted() {
        asked.countDown();
        try {
            boolean inTime = closed.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
            Runtime.getRuntime().halt(inTime ? exitCode : Failures.FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (asked.getCount() > 0) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The shutdown has just begun; the hook finds everything closed.
                return;
            }
        }
    }
}
