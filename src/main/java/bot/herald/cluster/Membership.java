package bot.herald.cluster;

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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among the instances that divide a conduit's shards: gives a sign of life every second and knows from the
 * answer which shards are its own. Safe for concurrent use.
 *
 * <p>While the database is away nothing changes: what is served stays served.
 */
public final class Membership implements Component, ShardLeases {
    private static final Logger log = LoggerFactory.getLogger(Membership.class);

    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(1);
    /** After this without a sign an instance is taken for dead. */
    public static final Duration LEASE = Duration.ofSeconds(5);

    /** As long as others need to come back when the database was away from all. */
    private static final int CAREFUL_SIGNS = 8;

    /** One that was killed and comes back is counted twice until its lease has ended; no shard is added for that. */
    private static final Duration OUTNUMBERED = LEASE.multipliedBy(2);

    private static final int FEWEST_SHARDS = 2;
    private static final int MOST_SHARDS = 100;
    private static final Duration HANDING_OVER = Duration.ofSeconds(4);
    private static final long BETWEEN_LOOKS_MILLIS = 100;

    private final Roster roster;
    private final String instance;
    private final OptionalInt shards;
    private final WhileLeading leading;
    private final LongSupplier nanos;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "herald-membership"));

    private final Object lock = new Object();
    private final Map<Integer, String> unwritten = new HashMap<>();
    private Standing standing = Standing.NONE;
    private long signedAt;
    /** Since when there are more instances than shards. */
    private OptionalLong outnumberedSince = OptionalLong.empty();

    private boolean asks;
    /** Whether the last sign failed. Used by the timer's thread only. */
    private boolean unheard;

    private boolean left;
    private Runnable changed = () -> {};
    private Runnable asked = () -> {};
    /** Used by the timer's thread only. */
    private int carefulSigns;

    private boolean idle;

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
        this.signedAt = nanos.getAsLong();
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

    /** How many instances work now, this one among them. */
    public int instances() {
        synchronized (lock) {
            return Math.max(1, standing.live().size());
        }
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
            // Without this the timer would stop for good; the shards stay as they are meanwhile.
            // Who watches the database says that it does not answer.
            if (!unheard && !StorageFailure.isReasonOf(e)) {
                unheard = true;
                log.warn(
                        "no sign of life can be given, trying again: {}",
                        e.getClass().getSimpleName());
            }
            log.debug("no sign of life can be given", e);
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
        boolean news;
        synchronized (lock) {
            news = !now.shards().equals(standing.shards())
                    || !now.conduit().equals(standing.conduit())
                    || !now.live().equals(standing.live());
            standing = now;
            signedAt = before;
            count(before);
            // Whoever leads looks whether it is time for another shard.
            news |= areOutnumberedForLong()
                    && wanted(now.shards().size()) > now.shards().size();
            unwritten.entrySet().removeAll(sign.sessions().entrySet());
        }
        tell(now, news);
    }

    private void count(long at) {
        boolean outnumber = standing.live().size() > standing.shards().size();
        outnumberedSince = outnumber ? OptionalLong.of(outnumberedSince.orElse(at)) : OptionalLong.empty();
    }

    private boolean areOutnumberedForLong() {
        return outnumberedSince.isPresent()
                && nanos.getAsLong() - outnumberedSince.getAsLong() >= OUTNUMBERED.toNanos();
    }

    private void tell(Standing now, boolean news) {
        if (now.asked()) {
            asked.run();
        }
        boolean isIdle = now.leavesIdle(instance);
        if (isIdle && !idle) {
            log.warn(
                    "instances={} shards={}: no shard is left for this instance, so it hears nothing of its own; set"
                            + " twitch.eventsub.shards to auto or to the number of instances",
                    now.live().size(),
                    now.shards().size());
        }
        idle = isIdle;
        if (news) {
            log.info(
                    "instances={} shards={} own={}",
                    now.live().size(),
                    now.shards().size(),
                    own(now));
            changed.run();
        }
    }

    private String own(Standing now) {
        return now.shards().stream()
                .filter(shard -> shard.isOwnedBy(instance))
                .map(shard -> Integer.toString(shard.shard()))
                .collect(Collectors.collectingAndThen(Collectors.joining(","), text -> text.isEmpty() ? "none" : text));
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
        synchronized (lock) {
            if (!standing.conduit().map(StoredConduit::id).equals(Optional.of(conduit.id()))) {
                return new Share(Set.of(), Set.of(), false, isCurrent());
            }
            return new Share(
                    standing.shards(shard -> shard.isOwnedBy(instance)),
                    standing.shards(shard -> !shard.isOwnedBy(instance) && shard.isServedBy(instance)),
                    standing.isAnyServed(),
                    isCurrent());
        }
    }

    private boolean isCurrent() {
        return nanos.getAsLong() - signedAt < LEASE.toNanos();
    }

    @Override
    public boolean keepsConduit() {
        return leading.leads();
    }

    @Override
    public Optional<StoredConduit> conduit() {
        synchronized (lock) {
            return standing.conduit();
        }
    }

    @Override
    public Optional<String> instance() {
        return Optional.of(instance);
    }

    @Override
    public Map<Integer, String> elsewhere() {
        Map<Integer, String> others = new HashMap<>();
        synchronized (lock) {
            standing.shards().stream()
                    .filter(shard -> !shard.isOwnedBy(instance))
                    .forEach(shard ->
                            shard.owner().or(shard::servedBy).ifPresent(one -> others.put(shard.shard(), one)));
        }
        return others;
    }

    /** One more at a time, when all others are served: Twitch looks for a shard that is not served at one other only. */
    @Override
    public int wanted(int shardCount) {
        if (shards.isPresent()) {
            return shards.getAsInt();
        }
        int fewest = Math.max(shardCount, FEWEST_SHARDS);
        synchronized (lock) {
            int instances = Math.min(standing.live().size(), MOST_SHARDS);
            boolean isShort = instances > fewest && standing.areAllServed(shardCount) && areOutnumberedForLong();
            return shardCount > 0 && isShort ? fewest + 1 : fewest;
        }
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
                    "not all shards were handed over ({}); others take them",
                    e.getClass().getSimpleName());
        }
        timer.shutdownNow();
    }

    private void handOver() {
        // What Twitch was told in this moment has to be known before others are waited for.
        sign();
        synchronized (lock) {
            left = true;
        }
        boolean others = roster.leave(instance);
        while (others && roster.serves(instance)) {
            try {
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (others) {
            log.info("all shards are handed over");
        }
    }

    @Override
    public Health check() {
        return timer.isShutdown() ? Health.down("stopped") : Health.UP;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
