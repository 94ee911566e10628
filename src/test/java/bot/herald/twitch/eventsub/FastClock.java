package bot.herald.twitch.eventsub;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs some times faster than time does. */
final class FastClock extends Clock {
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

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("tests use UTC");
    }
}
