package bot.herald.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock for measuring waits: when the host's clock is set back, by an hour say, this one stops for as long as nobody
 * looks and then goes on, so that a wait of a minute does not become one of an hour and a minute.
 *
 * <p>Afterwards it is ahead of the host's clock, so it is the wrong one for times that are stored, shown or compared
 * with another clock. Safe for concurrent use.
 */
public final class ForwardClock extends Clock {
    private final Clock host;
    private Duration ahead = Duration.ZERO;
    private Instant last = Instant.MIN;

    public ForwardClock(Clock host) {
        this.host = host;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = host.instant().plus(ahead);
        if (now.isBefore(last)) {
            ahead = ahead.plus(Duration.between(now, last));
            return last;
        }
        last = now;
        return now;
    }

    @Override
    public ZoneId getZone() {
        return host.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ForwardClock(host.withZone(zone));
    }
}
