package bot.herald.subscription;

import bot.herald.lifecycle.SpareThreads;
import bot.herald.subscription.EventTransport.SocketKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Serves the owners of sockets, a few at once and each by one thread at a time, so that one request that hangs holds up its
 * owner only.
 *
 * <p>The first subscription of a fresh socket comes before everything else: Twitch closes it after ten seconds without. For the
 * reconciler's thread; only {@link #welcomed} may be called by others.
 */
final class OwnerRounds implements AutoCloseable {
    /** No more owners are begun after this, so that what is asked for meanwhile does not wait for thousands. */
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final ExecutorService threads = SpareThreads.of("subscribe", Parallel.AT_ONCE);
    private final Consumer<Owner> first;

    private final Object lock = new Object();
    private final Queue<SocketKey> welcomed = new ArrayDeque<>();
    private final List<Owner> served = new ArrayList<>();

    /** @param first creates the first subscription of a fresh socket */
    OwnerRounds(Consumer<Owner> first) {
        this.first = first;
    }

    void welcomed(SocketKey socket) {
        synchronized (lock) {
            welcomed.add(socket);
            lock.notifyAll();
        }
    }

    /**
     * Blocks until what was begun is done.
     *
     * @param rest does what is due next for an owner; called again, after other owners, as long as something is
     * @param due whether there is anything
     * @return whether nothing was left for another round
     * @throws RuntimeException the first that serving an owner throws
     */
    boolean serve(Map<SocketKey, Owner> owners, Consumer<Owner> rest, Predicate<Owner> due) {
        Deque<Owner> waiting =
                new ArrayDeque<>(owners.values().stream().filter(due).toList());
        List<Future<?>> begun = new ArrayList<>();
        long end = System.nanoTime() + LONGEST;
        try {
            synchronized (lock) {
                while (true) {
                    beginFresh(owners, due, waiting, begun);
                    while (served.size() < Parallel.AT_ONCE && System.nanoTime() < end) {
                        Optional<Owner> next = waiting.stream()
                                .filter(one -> !served.contains(one))
                                .findFirst();
                        if (next.isEmpty()) {
                            break;
                        }
                        waiting.remove(next.get());
                        begin(next.get(), rest, due, begun, waiting);
                    }
                    if (served.isEmpty()) {
                        break;
                    }
                    lock.wait();
                }
            }
            for (Future<?> done : begun) {
                done.get();
            }
        } catch (InterruptedException e) {
            begun.forEach(one -> one.cancel(true));
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                throw e;
            }
            // Herald stops.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pass over the subscriptions of one owner failed", e.getCause());
        }
        return waiting.isEmpty();
    }

    private void beginFresh(
            Map<SocketKey, Owner> owners, Predicate<Owner> due, Deque<Owner> waiting, List<Future<?>> begun) {
        while (served.size() < Parallel.AT_ONCE && !welcomed.isEmpty()) {
            Owner owner = owners.get(welcomed.poll());
            // Of one that is being served the socket is looked at before each subscription anyway.
            if (owner != null && !served.contains(owner)) {
                waiting.remove(owner);
                begin(owner, first, due, begun, waiting);
            }
        }
    }

    private void begin(
            Owner owner, Consumer<Owner> how, Predicate<Owner> due, List<Future<?>> begun, Deque<Owner> waiting) {
        begun.add(threads.submit(() -> {
            boolean goesOn = false;
            try {
                how.accept(owner);
                goesOn = due.test(owner);
            } finally {
                synchronized (lock) {
                    served.remove(owner);
                    if (goesOn) {
                        waiting.add(owner);
                    }
                    lock.notifyAll();
                }
            }
        }));
        served.add(owner);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
