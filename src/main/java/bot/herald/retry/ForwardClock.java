package bot.herald.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A clock for measuring waits, whatever somebody sets the host's clock to: when that is set back, by an hour say, a wait of a minute
 * does not become one of an hour and a minute. Where the host's clock is the system's own, this one does not jump ahead with it
 * either, so that the first answer from a time server ends no wait early; time during which the machine slept is not counted.
 *
 * <p>Afterwards it differs from the host's clock, so it is the wrong one for times that are stored, shown or compared
 * with another clock. Safe for concurrent use.
 */
public final class ForwardClock extends Clock {
    private final Clock host;
    /** Counts on by itself; empty where a test lets time pass. */
    private final Optional<LongSupplier> nanos;

    private final Instant began;
    private final long beganNanos;
    private Duration ahead = Duration.ZERO;
    private Instant last = Instant.MIN;

    public ForwardClock(Clock host) {
        this(host, host.equals(Clock.systemUTC()) ? Optional.of(System::nanoTime) : Optional.empty());
    }

    ForwardClock(Clock host, Optional<LongSupplier> nanos) {
        this.host = host;
        this.nanos = nanos;
        this.began = host.instant();
        this.beganNanos = nanos.map(LongSupplier::getAsLong).orElse(0L);
    }

    @Override
    public synchronized Instant instant() {
        if (nanos.isPresent()) {
            return began.plusNanos(nanos.get().getAsLong() - beganNanos);
        }
        Instant now = host.instant().plus(ahead);
        if (now.isBefore(last)) {
            ahead = ahead.plus(Duration.between(now, last));
            return last;
        }
        last = now;
        return now;
    }

    /** What the host's clock will show, or showed, at a moment of this one, unless somebody sets it again. */
    public Instant onHost(Instant moment) {
        return host.instant().plus(Duration.between(instant(), moment));
    }

    @Override
    public ZoneId getZone() {
        return host.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ForwardClock(host.withZone(zone), nanos);
    }
}
