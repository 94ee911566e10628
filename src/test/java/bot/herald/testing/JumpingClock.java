package bot.herald.testing;

import java.time.Duration;
import java.time.Instant;

/** A clock that runs, and jumps ahead when a test says so. */
public final class JumpingClock extends UtcClock {
    private volatile Duration ahead = Duration.ZERO;

    /** So much time passes at once. */
    public synchronized void jump(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }
}
