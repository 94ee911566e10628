package bot.herald.subscription;

import bot.herald.lifecycle.SpareThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/** Asks Twitch several things at once, modestly: bursts get refused also with budget left. */
final class Parallel implements AutoCloseable {
    static final int AT_ONCE = 16;

    private final ExecutorService threads = SpareThreads.of("subscribe", AT_ONCE);

    /** What was asked and what came back. */
    record Answered<T, A>(T asked, A answer) {}

    /**
     * Asks for each; what has not been asked when an answer says stop is left out.
     *
     * @throws RuntimeException the first that {@code ask} throws
     */
    <T, A> List<Answered<T, A>> each(List<T> all, Function<T, A> ask, Predicate<A> stops) {
        AtomicBoolean stopped = new AtomicBoolean();
        List<Callable<List<Answered<T, A>>>> tasks = new ArrayList<>();
        for (T one : all) {
            tasks.add(() -> {
                if (stopped.get()) {
                    return List.of();
                }
                A answer = ask.apply(one);
                if (stops.test(answer)) {
                    stopped.set(true);
                }
                return List.of(new Answered<>(one, answer));
            });
        }
        List<Answered<T, A>> answered = new ArrayList<>();
        try {
            for (Future<List<Answered<T, A>>> done : threads.invokeAll(tasks)) {
                answered.addAll(done.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                throw e;
            }
            // Herald stops; the next start asks for the rest.
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking Twitch failed", e.getCause());
        }
        return answered;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
