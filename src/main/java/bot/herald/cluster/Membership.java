package bot.herald.cluster;

import bot.herald.cluster.Roster.Handover;
import bot.herald.cluster.Roster.Sign;
import bot.herald.cluster.Roster.Standing;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ShardLeases;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among the instances that divide a conduit's shards: it sends a sign of life every second, and the answer
 * says which shards are its own. Safe for concurrent use.
 *
 * <p>While the database is away nothing changes: what is served stays served.
 */
public final class Membership implements Component, ShardLeases {
    private static final Logger log = LoggerFactory.getLogger(Membership.class);

    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(1);
    /** An instance that gives no sign of life for this long is considered dead. */
    public static final Duration LEASE = Duration.ofSeconds(5);

    /** How many signs it takes the others to come back after the database was away for all. */
    private static final int CAREFUL_SIGNS = 8;

    private static final Duration HANDING_OVER = Duration.ofSeconds(4);
    private static final long BETWEEN_LOOKS_MILLIS = 100;

    private final Roster roster;
    private final String instance;
    private final OptionalInt shards;
    private final WhileLeading leading;
    private final LongSupplier nanos;
    /** A thread of its own: signs of life wait for the database, and nothing else may delay them. */
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "herald-membership"));

    private final Object lock = new Object();
    /**
     * Sessions, by shard, that Twitch has been told about but the roster has not. Guarded by the lock, as are those
     * below.
     */
    private final Map<Integer, String> unwritten = new HashMap<>();

    private boolean asks;
    private boolean left;
    private Runnable changed = () -> {};
    private Runnable asked = () -> {};

    private volatile RosterSnapshot snapshot;

    /** Whether the last sign failed. Used by the timer's thread only, as are those below. */
    private boolean unheard;

    private int carefulSigns;
    private final RosterLog rosterLog = new RosterLog();

    /**
     * @param instance the name of this process
     * @param shards how many the operator wants; empty: as many as there are instances, two at least
     * @param leading whether this process keeps the conduit for all
     */
    public Membership(Roster roster, String instance, OptionalInt shards, WhileLeading leading) {
        this(roster, instance, shards, leading, System::nanoTime);
    }

    Membership(Roster roster, String instance, OptionalInt shards, WhileLeading leading, LongSupplier nanos) {
        this.nanos = nanos;
        this.snapshot = RosterSnapshot.empty(instance, nanos.getAsLong());
        this.roster = roster;
        this.instance = instance;
        this.shards = shards;
        this.leading = leading;
    }

    @Override
    public String name() {
        return "membership";
    }

    /** @throws RuntimeException if the database does not answer */
    @Override
    public void start() {
        sign();
        Future<?> unused = timer.scheduleWithFixedDelay(
                this::signSafely, BETWEEN_SIGNS.toMillis(), BETWEEN_SIGNS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many instances are working, this one included. */
    public int instances() {
        return snapshot.instances();
    }

    /** @param told called when another instance wants subscriptions compared and this one leads; must return at once */
    public void listenToOthers(Runnable told) {
        synchronized (lock) {
            asked = told;
        }
    }

    private void signSafely() {
        try {
            sign();
            unheard = false;
        } catch (RuntimeException e) {
            // Otherwise the timer would stop for good; meanwhile the shards stay as they are.
            // A database that does not answer is reported by its own health check.
            if (!unheard && !StorageFailure.isReasonOf(e)) {
                unheard = true;
                log.warn(
                        "no sign of life can be written to the database, retrying: {}",
                        e.getClass().getSimpleName());
            }
            log.debug("no sign of life can be written to the database", e);
        }
    }

    private void sign() {
        Sign sign;
        synchronized (lock) {
            if (left) {
                return;
            }
            sign = new Sign(instance, Map.copyOf(unwritten), asks, leading.leads(), carefulSigns > 0);
            asks = false;
        }
        long before = nanos.getAsLong();
        Standing now;
        try {
            now = roster.sign(sign);
        } catch (RuntimeException e) {
            synchronized (lock) {
                asks |= sign.asks();
            }
            throw e;
        }
        carefulSigns = now.lapsed() ? CAREFUL_SIGNS : Math.max(0, carefulSigns - 1);
        RosterSnapshot old = snapshot;
        RosterSnapshot fresh = old.next(now, before);
        synchronized (lock) {
            snapshot = fresh;
            unwritten.entrySet().removeAll(sign.sessions().entrySet());
        }
        int shardCount = now.shards().size();
        // The leader then adds a shard.
        boolean grows = fresh.isOutnumberedForLong(nanos.getAsLong()) && wanted(shardCount) > shardCount;
        if (now.asked()) {
            asked.run();
        }
        rosterLog.report(fresh);
        if (grows || fresh.differsFrom(old)) {
            changed.run();
        }
    }

    private void signSoon() {
        try {
            timer.execute(this::signSafely);
        } catch (RejectedExecutionException e) {
            log.debug("stopping, so no further sign of life is given");
        }
    }

    @Override
    public Share share(StoredConduit conduit) {
        return snapshot.share(conduit, nanos.getAsLong());
    }

    @Override
    public boolean keepsConduit() {
        return leading.leads();
    }

    @Override
    public Optional<StoredConduit> conduit() {
        return snapshot.standing().conduit();
    }

    @Override
    public Optional<String> instance() {
        return Optional.of(instance);
    }

    @Override
    public Map<Integer, String> elsewhere() {
        return snapshot.elsewhere();
    }

    /** One more at a time, once all others are served: for a shard that is not served, Twitch tries only one other. */
    @Override
    public int wanted(int shardCount) {
        return shards.isPresent() ? shards.getAsInt() : snapshot.wanted(shardCount, nanos.getAsLong());
    }

    @Override
    public void listen(Runnable told) {
        synchronized (lock) {
            changed = told;
        }
    }

    @Override
    public void served(StoredConduit conduit, Map<Integer, String> sessions) {
        synchronized (lock) {
            unwritten.putAll(sessions);
        }
        signSoon();
    }

    @Override
    public void built() {
        signSoon();
    }

    @Override
    public void doubt() {
        synchronized (lock) {
            asks = true;
        }
        signSoon();
    }

    @Override
    public void leave() {
        if (timer.isShutdown()) {
            return;
        }
        Future<?> handedOver = timer.submit(this::handOver);
        try {
            handedOver.get(HANDING_OVER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            log.warn(
                    "not all shards were handed over ({}); other instances take them over when the lease ends",
                    e.getClass().getSimpleName());
        }
        timer.shutdownNow();
    }

    private void handOver() {
        // The others must know what Twitch has just been told before this process waits for them.
        sign();
        synchronized (lock) {
            left = true;
        }
        roster.leave(instance);
        Handover state = roster.handover(instance);
        while (state == Handover.UNDER_WAY) {
            try {
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            state = roster.handover(instance);
        }
        if (state == Handover.DONE) {
            log.info("all shards are handed over");
        } else {
            log.debug("no other instance is left to take the shards");
        }
    }

    @Override
    public Health check() {
        return timer.isShutdown() ? Health.STOPPED : Health.UP;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
