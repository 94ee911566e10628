package bot.herald.subscription;

import bot.herald.subscription.EventTransport.SocketKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Serves the owners of sockets, several in parallel and each by one thread at a time, so that a request that hangs
 * holds up only its owner.
 *
 * <p>The first subscription of a new socket comes before everything else, because Twitch closes a socket that has none
 * after ten seconds. Then come, for all channels, the ones that they cannot work without, and the rest once the
 * sockets that are being opened have had their turn. For the reconciler's thread; only {@link #welcomed} may be called
 * by others.
 */
final class OwnerRounds {
    /** No further owners are begun after this time, so that requests that come meanwhile do not wait for thousands. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);
    /** How long the rest waits at most for the next socket that is being opened. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Parallel threads;
    private final Steps steps;
    private final long patience;

    private final Object lock = new Object();
    private final Queue<SocketKey> welcomed = new ArrayDeque<>();
    private final Set<Owner> served = new HashSet<>();

    /** What there is to do for an owner. */
    enum Due {
        ESSENTIAL,
        REST,
        NOTHING
    }

    /** The work itself. All but {@link #openMore} may be called by several threads, for one owner by one at a time. */
    interface Steps {
        /**
         * Opens as many sockets as may be opened now.
         *
         * @return whether any are still being opened
         */
        boolean openMore();

        Due due(Owner owner);

        /** Creates the first subscription of a new socket. */
        void first(Owner owner);

        /** Does one piece of what is due; called again, after the other owners, while something is due. */
        void next(Owner owner);
    }

    /** One call of {@link #serve}. Guarded by the lock. */
    private static final class Round {
        final Deque<Owner> essential = new ArrayDeque<>();
        final Deque<Owner> rest = new ArrayDeque<>();
        final List<Future<?>> begun = new ArrayList<>();
        final long end = System.nanoTime() + LONGEST;
        long restFrom;

        Round(long patience) {
            restFrom = System.nanoTime() + patience;
        }

        void add(Owner owner, Due due) {
            switch (due) {
                case ESSENTIAL -> essential.add(owner);
                case REST -> rest.add(owner);
                case NOTHING -> {}
            }
        }

        boolean mayBegin() {
            return System.nanoTime() - end < 0;
        }

        /** How much longer the rest has to wait. */
        long patience(boolean socketsComing) {
            return socketsComing ? Math.max(0, Math.min(restFrom, end) - System.nanoTime()) : 0;
        }
    }

    OwnerRounds(Parallel threads, Steps steps) {
        this(threads, steps, PATIENCE);
    }

    /** @param patience in nanoseconds */
    OwnerRounds(Parallel threads, Steps steps, long patience) {
        this.patience = patience;
        this.threads = threads;
        this.steps = steps;
    }

    void welcomed(SocketKey socket) {
        synchronized (lock) {
            welcomed.add(socket);
            lock.notifyAll();
        }
    }

    /**
     * Blocks until everything that was begun is done.
     *
     * @return whether nothing was left for another round
     * @throws RuntimeException the first one thrown while serving an owner
     */
    boolean serve(Map<SocketKey, Owner> owners) {
        Round round = new Round(patience);
        owners.values().forEach(owner -> round.add(owner, steps.due(owner)));
        try {
            while (true) {
                // Without the lock, since a socket reports its welcome while holding its own.
                boolean coming = steps.openMore();
                synchronized (lock) {
                    beginFresh(owners, round);
                    long wait = beginMore(round, coming);
                    if (served.isEmpty() && wait == 0) {
                        break;
                    }
                    if (welcomed.isEmpty() || served.size() == Parallel.AT_ONCE) {
                        // Until a socket opens, an owner has been served, or the rest has waited long enough.
                        lock.wait(wait == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(wait) + 1);
                    }
                }
            }
            for (Future<?> done : round.begun) {
                done.get();
            }
        } catch (InterruptedException e) {
            round.begun.forEach(one -> one.cancel(true));
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            if (!threads.isClosed()) {
                throw e;
            }
            // Herald stops.
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pass over the subscriptions of one owner failed", e.getCause());
        }
        return round.essential.isEmpty() && round.rest.isEmpty();
    }

    private void beginFresh(Map<SocketKey, Owner> owners, Round round) {
        while (served.size() < Parallel.AT_ONCE && !welcomed.isEmpty()) {
            Owner owner = owners.get(welcomed.poll());
            round.restFrom = System.nanoTime() + patience;
            // While an owner is being served, its socket is checked before each subscription anyway.
            if (owner != null && !served.contains(owner)) {
                round.essential.remove(owner);
                round.rest.remove(owner);
                begin(owner, steps::first, round);
            }
        }
    }

    /** @return how many nanoseconds the rest still has to wait, if it is its turn at all */
    private long beginMore(Round round, boolean socketsComing) {
        beginWaiting(round.essential, round);
        long wait = round.rest.isEmpty() || !round.essential.isEmpty() ? 0 : round.patience(socketsComing);
        if (wait == 0) {
            beginWaiting(round.rest, round);
        }
        return wait;
    }

    private void beginWaiting(Deque<Owner> waiting, Round round) {
        while (served.size() < Parallel.AT_ONCE && !waiting.isEmpty() && round.mayBegin()) {
            begin(waiting.poll(), steps::next, round);
        }
    }

    private void begin(Owner owner, Consumer<Owner> how, Round round) {
        round.begun.add(threads.submit(() -> {
            Due due = Due.NOTHING;
            try {
                how.accept(owner);
                due = steps.due(owner);
            } finally {
                synchronized (lock) {
                    served.remove(owner);
                    round.add(owner, due);
                    lock.notifyAll();
                }
            }
        }));
        served.add(owner);
    }
}
