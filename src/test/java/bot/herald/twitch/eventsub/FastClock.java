package bot.herald.twitch.eventsub;

import bot.herald.testing.UtcClock;
import java.time.Instant;

/** A clock that runs some times faster than time does. */
final class FastClock extends UtcClock {
    private final int speed;
    private final Instant began = Instant.now();
    private final long nanos = System.nanoTime();

    FastClock(int speed) {
        this.speed = speed;
    }

    int speed() {
        return speed;
    }

    @Override
    public Instant instant() {
        return began.plusNanos((System.nanoTime() - nanos) * speed);
    }
}
