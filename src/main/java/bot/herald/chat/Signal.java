package bot.herald.chat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets one thread wait until another says that a condition may have become true. */
final class Signal {
    synchronized void signal() {
        notifyAll();
    }

    /** @return whether the condition became true in time */
    synchronized boolean await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
