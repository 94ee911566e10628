package bot.herald.cluster;

import bot.herald.cluster.InstanceLock.Holder;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.WhileLeading;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this instance leads, and so does what must be done only once. It leads while the database says so, and stops
 * within seconds when the database cannot be asked. Safe for concurrent use.
 */
public final class Leadership implements Component, WhileLeading {
    private static final Logger log = LoggerFactory.getLogger(Leadership.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** Less than the server takes to notice that this machine is gone and to give the right to another. */
    private static final Duration HOLDS = Duration.ofSeconds(5);

    /** More than the time for which a leader that cannot ask goes on leading, so that there are never two. */
    private static final Duration FROZEN = Duration.ofMillis(5_500);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final InstanceLock lock;
    private final List<Runnable> gained = new CopyOnWriteArrayList<>();
    private final Recurring looks = new Recurring(
            "leadership",
            BETWEEN_LOOKS,
            BETWEEN_LOOKS,
            this::look,
            fault -> log.warn(
                    "cannot ask the database which instance leads, retrying: {}",
                    fault.getClass().getSimpleName()));
    private volatile boolean held;
    private volatile long saidAt = System.nanoTime();

    public Leadership(InstanceLock lock) {
        this.lock = lock;
    }

    /** @param told called whenever this process begins to lead after its start; must return at once */
    public void whenGained(Runnable told) {
        gained.add(told);
    }

    @Override
    public boolean leads() {
        return held && System.nanoTime() - saidAt < HOLDS.toNanos();
    }

    @Override
    public String name() {
        return looks.name();
    }

    @Override
    public void start() {
        held = lock.take() == Holder.THIS_PROCESS;
        saidAt = System.nanoTime();
        log.info(held ? "this instance leads" : "another instance leads");
        looks.start();
    }

    private void look() {
        boolean led = leads();
        boolean hadIt = held;
        long asked = System.nanoTime();
        Holder holder = lock.take();
        held = holder == Holder.THIS_PROCESS;
        saidAt = asked;
        if (holder == Holder.ANOTHER && lock.endSilent(FROZEN)) {
            log.warn(
                    "the leading instance has been silent for {} s and seems frozen: its lead is taken away",
                    FROZEN.toSeconds());
            looks.soon();
        }
        if (held && !led) {
            log.info("this instance leads now");
            gained.forEach(Runnable::run);
        } else if (hadIt && !held) {
            log.info("this instance no longer leads: it could not reach the database, or another instance took over");
        }
    }

    @Override
    public Health check() {
        return looks.check();
    }

    @Override
    public void close() {
        if (!looks.closeWithin(PATIENCE)) {
            log.warn("the database is busy, so another instance takes the lead a little later");
        }
        held = false;
        lock.close();
    }
}
