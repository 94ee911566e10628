package bot.herald.retry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A clock for waits and ages, which never goes back. If the host's clock is set back by an hour, a wait of a minute does
 * not become one of an hour and a minute. If the host's clock is the system's own, this one does not leap ahead with it
 * either, so the first answer from a time server ends no wait early; and time during which the machine slept does not count.
 *
 * <p>All instances on the system's clock agree with each other. Once the host's clock has been set, they differ from it: do
 * not use them for times that are stored, shown or compared with another clock. Safe for concurrent use.
 */
public final class ForwardClock extends Clock {
    @SuppressWarnings("TimeInStaticInitializer") // the moment itself does not matter, only that all clocks share it
    private static final Instant LOADED = Instant.now();

    private static final long LOADED_NANOS = System.nanoTime();

    private final Clock host;
    /** Advances by itself; empty where a test moves the host's clock. */
    private final Optional<LongSupplier> nanos;

    private final Instant began;
    private final long beganNanos;
    private Duration ahead = Duration.ZERO;
    private Instant last = Instant.MIN;

    public ForwardClock(Clock host) {
        this.host = host;
        boolean isSystems = host.equals(Clock.systemUTC());
        this.nanos = isSystems ? Optional.of(System::nanoTime) : Optional.empty();
        this.began = isSystems ? LOADED : host.instant();
        this.beganNanos = LOADED_NANOS;
    }

    /** @param nanos how much time has passed, whatever the host's clock is set to */
    public ForwardClock(Clock host, LongSupplier nanos) {
        this.host = host;
        this.nanos = Optional.of(nanos);
        this.began = host.instant();
        this.beganNanos = nanos.getAsLong();
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
        throw new UnsupportedOperationException("this clock measures waits, which have no time zone");
    }
}
