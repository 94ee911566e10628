package bot.herald.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock to wait by: when the host's clock is set back, by an hour maybe, this one stands for as long as nobody looks and then
 * goes on, so that what waits for a minute does not wait for an hour and a minute.
 *
 * <p>Afterwards it is ahead of the host's: for times that are stored, shown or compared with somebody else's it is the wrong one.
 * Safe for concurrent use.
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
