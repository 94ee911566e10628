package bot.herald.chat;

import bot.herald.chat.Alarm.Later;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Time passes only when a test says so, and takes what was planned along. */
final class ManualLater implements Later {
    /** @param at by {@link TestClock#nanoTime} */
    private record Planned(long at, Runnable task) {}

    private final TestClock clock;
    private final List<Planned> planned = new ArrayList<>();

    ManualLater(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void after(Duration time, Runnable task) {
        planned.add(new Planned(clock.nanoTime() + time.toNanos(), task));
    }

    @Override
    public synchronized void close() {
        planned.clear();
    }

    /** Runs what becomes due on the way, each at its time. */
    void advance(Duration by) {
        long end = clock.nanoTime() + by.toNanos();
        for (Optional<Planned> next = next(end); next.isPresent(); next = next(end)) {
            clock.advance(Duration.ofNanos(Math.max(0, next.get().at() - clock.nanoTime())));
            next.get().task().run();
        }
        clock.advance(Duration.ofNanos(end - clock.nanoTime()));
    }

    /** Time passes step by step until it is so; what other threads do takes none of it. */
    void advanceUntil(Duration step, BooleanSupplier condition) {
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> {
            if (condition.getAsBoolean()) {
                return true;
            }
            advance(step);
            return false;
        });
    }

    void awaitPlanned() {
        Awaitility.await().until(this::isPlanned);
    }

    synchronized boolean isPlanned() {
        return !planned.isEmpty();
    }

    private synchronized Optional<Planned> next(long end) {
        Optional<Planned> next =
                planned.stream().filter(one -> one.at() <= end).min(Comparator.comparingLong(Planned::at));
        next.ifPresent(planned::remove);
        return next;
    }
}
