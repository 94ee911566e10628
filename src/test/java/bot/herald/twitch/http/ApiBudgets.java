package bot.herald.twitch.http;

import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/** Budgets whose waits a test shortens. */
public final class ApiBudgets {
    private ApiBudgets() {}

    /** @param speed how many times faster than time the clock runs */
    public static ApiBudget fast(Clock clock, int speed) {
        return new ApiBudget(clock, time -> LockSupport.parkNanos(time.toNanos() / speed));
    }
}
