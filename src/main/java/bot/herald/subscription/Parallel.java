package bot.herald.subscription;

import bot.herald.lifecycle.SpareThreads;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sends Twitch a few requests at a time; bursts are refused even with budget left. Safe for concurrent use. */
final class Parallel implements AutoCloseable {
    static final int AT_ONCE = 24;

    private final ExecutorService threads = SpareThreads.of("subscribe", AT_ONCE);

    /** What was asked and what came back. */
    record Answered<T, A>(T asked, A answer) {}

    /**
     * For work whose parts may be asked for by {@link #each}, so that there are no more threads than for one of the
     * two.
     */
    Future<?> submit(Runnable work) {
        return threads.submit(work);
    }

    boolean isClosed() {
        return threads.isShutdown();
    }

    /**
     * Asks for each, and leaves out the rest once an answer says stop. The calling thread takes part, so that this
     * gets done even while all other threads are busy.
     *
     * @return in the order of {@code all}
     * @throws RuntimeException the first one that {@code ask} throws
     */
    <T, A> List<Answered<T, A>> each(List<T> all, Function<T, A> ask, Predicate<A> stops) {
        Asking<T, A> asking = new Asking<>(all, ask, stops);
        for (int more = 1; more < Math.min(AT_ONCE, all.size()); more++) {
            help(asking);
        }
        boolean goesOn = true;
        while (goesOn) {
            goesOn = asking.one();
        }
        return asking.end();
    }

    /** One at a time, so that others' requests get their turn in between. */
    private void help(Asking<?, ?> asking) {
        try {
            threads.execute(() -> {
                if (asking.one()) {
                    help(asking);
                }
            });
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                throw e;
            }
            // Herald stops; the next start asks for the rest.
        }
    }

    /** A list of questions that several threads work through. */
    private static final class Asking<T, A> {
        private final List<T> all;
        private final Function<T, A> ask;
        private final Predicate<A> stops;
        private final Map<Integer, Answered<T, A>> answered = new ConcurrentSkipListMap<>();
        private final Object lock = new Object();
        private int next;
        private int asking;
        private @Nullable Throwable failure;

        Asking(List<T> all, Function<T, A> ask, Predicate<A> stops) {
            this.all = all;
            this.ask = ask;
            this.stops = stops;
        }

        /** @return whether there may be more to ask */
        boolean one() {
            int mine = next();
            if (mine < 0) {
                return false;
            }
            boolean goesOn = false;
            Throwable thrown = null;
            try {
                A answer = ask.apply(all.get(mine));
                answered.put(mine, new Answered<>(all.get(mine), answer));
                goesOn = !stops.test(answer);
            } catch (RuntimeException | Error e) {
                thrown = e;
            }
            asked(goesOn, thrown);
            return goesOn;
        }

        private int next() {
            synchronized (lock) {
                if (next >= all.size() || Thread.currentThread().isInterrupted()) {
                    return -1;
                }
                asking++;
                return next++;
            }
        }

        private void asked(boolean goesOn, @Nullable Throwable thrown) {
            synchronized (lock) {
                asking--;
                if (!goesOn) {
                    next = all.size();
                }
                if (failure == null) {
                    failure = thrown;
                }
                lock.notifyAll();
            }
        }

        /** Waits for the answers to what was asked; when interrupted, gives up on them and asks nothing more. */
        List<Answered<T, A>> end() {
            synchronized (lock) {
                try {
                    while (asking > 0) {
                        lock.wait();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                next = all.size();
                if (failure != null) {
                    throw new IllegalStateException("asking Twitch failed", failure);
                }
            }
            return List.copyOf(answered.values());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
