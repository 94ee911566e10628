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
    private final Instant begin = Instant.parse("2030-01-01T12:00:00Z");
    private final long beginNanos = System.nanoTime();
    private final int factor;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    FastTime(int factor) {
        this.factor = factor;
    }

    @Override
    public Instant instant() {
        return begin.plusNanos((System.nanoTime() - beginNanos) * factor);
    }

    @Override
    public void after(Duration time, Runnable task) {
        if (!timer.isShutdown()) {
            ScheduledFuture<?> unused = timer.schedule(task, time.toNanos() / factor + 1, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
