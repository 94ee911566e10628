package bot.herald.twitch.eventsub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time that passes only when a test says so; due tasks run on the thread that lets it pass. */
final class ManualTimer extends AbstractExecutorService implements ScheduledExecutorService {
    private final List<Task<?>> tasks = new ArrayList<>();
    private long nanos = 1_000_000_000L;
    private boolean shutdown;

    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long dueAt;

        Task(Callable<V> action, long dueAt) {
            super(action);
            this.dueAt = dueAt;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueAt - nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    synchronized long nanos() {
        return nanos;
    }

    void advance(Duration by) {
        long until = nanos() + by.toNanos();
        for (Optional<Task<?>> due = nextUntil(until); due.isPresent(); due = nextUntil(until)) {
            due.get().run();
        }
        synchronized (this) {
            nanos = until;
        }
    }

    /** Time passes while the process stands still; tasks that are due run late, with the next {@link #advance}. */
    synchronized void standStill(Duration time) {
        nanos += time.toNanos();
    }

    private synchronized Optional<Task<?>> nextUntil(long until) {
        tasks.removeIf(FutureTask::isCancelled);
        Optional<Task<?>> next =
                tasks.stream().filter(task -> task.dueAt <= until).min(Comparator.comparingLong(task -> task.dueAt));
        next.ifPresent(task -> {
            tasks.remove(task);
            nanos = Math.max(nanos, task.dueAt);
        });
        return next;
    }

    /** How long until the last of the tasks that wait. */
    synchronized Duration longestWait() {
        tasks.removeIf(FutureTask::isCancelled);
        return tasks.stream()
                .map(task -> Duration.ofNanos(task.dueAt - nanos))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(
                () -> {
                    command.run();
                    return true;
                },
                delay,
                unit);
    }

    @Override
    public synchronized <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        Task<V> task = new Task<>(callable, nanos + unit.toNanos(delay));
        tasks.add(task);
        return task;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        return List.copyOf(tasks);
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown;
    }

    @Override
    public synchronized boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }
}
