package bot.herald.storage;

import org.jdbi.v3.core.JdbiException;

/** Retries for twenty seconds what fails because the database cannot be reached, or another program keeps the file locked. */
final class DatabaseRetries {
    private static final long INSIST_NANOS = 20_000_000_000L;
    private static final long PAUSE_MILLIS = 250;

    private DatabaseRetries() {}

    static <T, X extends Exception> T on(Work<T, X> work) throws X {
        long end = System.nanoTime() + INSIST_NANOS;
        while (true) {
            try {
                return work.run();
            } catch (JdbiException e) {
                if (!SqlFailures.isUnreachable(e) || System.nanoTime() > end || !pause()) {
                    throw e;
                }
            }
        }
    }

    interface Work<T, X extends Exception> {
        T run() throws X;
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
