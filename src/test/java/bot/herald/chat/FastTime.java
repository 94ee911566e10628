package bot.herald.chat;

import bot.herald.chat.Alarm.Later;
import bot.herald.testing.UtcClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock and its timer that run many times as fast as the machine's. */
final class FastTime extends UtcClock implements Later {
    private volatile Pace pace;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private record Pace(Instant since, long sinceNanos, int factor) {}

    FastTime(int factor) {
        pace = new Pace(Instant.parse("2030-01-01T12:00:00Z"), System.nanoTime(), factor);
    }

    /** From now on, for what a busy machine must not be too late for. */
    void runAsTheMachine() {
        pace = new Pace(instant(), System.nanoTime(), 1);
    }

    @Override
    public Instant instant() {
        Pace now = pace;
        return now.since().plusNanos((System.nanoTime() - now.sinceNanos()) * now.factor());
    }

    @Override
    public void after(Duration time, Runnable task) {
        if (!timer.isShutdown()) {
            ScheduledFuture<?> unused = timer.schedule(task, time.toNanos() / pace.factor() + 1, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
