package bot.herald.twitch.eventsub;

import bot.herald.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Controls when the sockets of the process may connect to EventSub: while EventSub accepts none, one tries for all;
 * once it gets through, the others follow, a few at a time.
 *
 * <p>Safe for concurrent use. Calls back on the timer's thread, without holding its lock.
 */
final class EventSubGate {
    private static final Logger LOG = LoggerFactory.getLogger(EventSubGate.class);
    /** Five hundred a second: no stampede, and yet all sockets of a thousand channels within two seconds. */
    private static final int AT_ONCE = 25;

    private static final long BETWEEN_MILLIS = 50;

    private final ScheduledExecutorService timer;
    private final LongSupplier nanos;
    private final DoubleSupplier jitter;

    private final Set<Runnable> waiting = new LinkedHashSet<>();
    /** Consecutive failures of the socket that tries for all; 0 while EventSub accepts sockets. */
    private int failures;

    private long awaySince;
    private @Nullable Runnable probe;
    private boolean probeIsScheduled;
    private int begunLately;
    private boolean paces;

    EventSubGate(ScheduledExecutorService timer, LongSupplier nanos, DoubleSupplier jitter) {
        this.timer = timer;
        this.nanos = nanos;
        this.jitter = jitter;
    }

    /**
     * @param goAhead run when it may connect, if not now
     * @return whether it may connect now
     */
    synchronized boolean mayConnect(Runnable goAhead) {
        if (failures == 0 && begunLately < AT_ONCE) {
            begunLately++;
            pace();
            return true;
        }
        if (failures > 0 && probe == null && !probeIsScheduled) {
            probe = goAhead;
            return true;
        }
        waiting.add(goAhead);
        return false;
    }

    /** It ended before its welcome; it is called when it may try again. */
    synchronized void failed(Runnable goAhead, String reason) {
        waiting.add(goAhead);
        if (failures == 0) {
            awaySince = nanos.getAsLong();
            LOG.warn("Twitch accepts no event sockets; retrying with one until it does: {}", reason);
        } else if (!goAhead.equals(probe)) {
            return;
        }
        failures++;
        probe = null;
        scheduleProbe(RetryPolicy.CONNECTING.after(failures, Optional.empty(), jitter));
    }

    /** One was welcomed. */
    synchronized void gotThrough() {
        if (failures > 0) {
            LOG.info(
                    "Twitch accepts event sockets again after {} s",
                    TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - awaySince));
            failures = 0;
            probe = null;
            pace();
        }
    }

    /** It no longer wants to connect. */
    synchronized void leave(Runnable goAhead) {
        waiting.remove(goAhead);
        if (goAhead.equals(probe)) {
            probe = null;
            scheduleProbe(Duration.ZERO);
        }
    }

    private void scheduleProbe(Duration in) {
        if (!probeIsScheduled) {
            probeIsScheduled = true;
            schedule(this::probe, in.toMillis());
        }
    }

    private void probe() {
        Runnable next;
        synchronized (this) {
            probeIsScheduled = false;
            if (failures == 0 || waiting.isEmpty()) {
                return;
            }
            next = waiting.iterator().next();
            waiting.remove(next);
            probe = next;
        }
        next.run();
    }

    private void pace() {
        if (!paces) {
            paces = true;
            schedule(this::letSomeIn, BETWEEN_MILLIS);
        }
    }

    private void letSomeIn() {
        List<Runnable> some = new ArrayList<>();
        synchronized (this) {
            paces = false;
            begunLately = 0;
            if (failures > 0) {
                return;
            }
            while (!waiting.isEmpty() && begunLately < AT_ONCE) {
                Runnable next = waiting.iterator().next();
                waiting.remove(next);
                some.add(next);
                begunLately++;
            }
            if (begunLately > 0) {
                pace();
            }
        }
        some.forEach(Runnable::run);
    }

    private void schedule(Runnable task, long millis) {
        try {
            var unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Herald stops, no event socket is opened any more");
        }
    }
}
