package bot.herald.testing;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock for tests, which know no time zone but UTC. */
public abstract class UtcClock extends Clock {
    @Override
    public final ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public final Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("tests use UTC");
    }
}
