package bot.herald.cluster;

import bot.herald.cluster.InstanceLock.Holder;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.StartupException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ensures that only one process runs the bot on a database where instances do not divide the work: a second one is
 * refused on SQLite, and stands by on PostgreSQL until the first has ended.
 */
public final class OnlyInstance implements Component {
    private static final Logger log = LoggerFactory.getLogger(OnlyInstance.class);
    /** How long a waiting process lets the one that ran come back after both have lost the database. */
    private static final Duration COURTESY = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final InstanceLock lock;
    private final Supplier<Component> whileWaiting;
    private final Consumer<String> announce;
    private final Runnable replaced;
    private final Recurring looks = new Recurring(
            "only-instance",
            BETWEEN_LOOKS,
            BETWEEN_LOOKS,
            this::look,
            fault -> log.warn(
                    "cannot see which process runs on this database, retrying: {}",
                    fault.getClass().getSimpleName()));
    private volatile boolean isReplaced;

    /**
     * @param whileWaiting makes what runs while this process waits; if that does not start, the wait goes on without it
     * @param replaced called once if another process runs the bot now, because this one had lost the database too long
     */
    public OnlyInstance(
            InstanceLock lock, Supplier<Component> whileWaiting, Consumer<String> announce, Runnable replaced) {
        this.lock = lock;
        this.whileWaiting = whileWaiting;
        this.announce = announce;
        this.replaced = replaced;
    }

    @Override
    public String name() {
        return looks.name();
    }

    /**
     * Waits for its turn, if waiting makes sense.
     *
     * @throws StartupException if another process runs the bot and this one cannot wait for its end, or the thread was
     *     interrupted
     */
    @Override
    public void start() {
        Holder holder = lock.take();
        if (holder == Holder.ANOTHER && !lock.worthWaitingFor()) {
            throw new StartupException(
                    "another Herald runs on this database. With SQLite there can be one; stop it first"
                            + " (commands such as `tokens list` work beside it). For a second one that takes over when the first"
                            + " ends, use PostgreSQL: see docs/scaling.md");
        }
        if (holder != Holder.THIS_PROCESS) {
            announce.accept(
                    "Another Herald runs on this database. This one stands by and takes over when that one ends.");
            try (Component meanwhile = whileWaiting.get()) {
                startMeanwhile(meanwhile);
                awaitTurn();
            }
            announce.accept("The other Herald has ended. Taking over.");
        }
        looks.start();
    }

    private static void startMeanwhile(Component meanwhile) {
        try {
            meanwhile.start();
        } catch (StartupException e) {
            // Probably the port of the running process on the same machine; it becomes free when that one ends.
            log.info("/healthz and /readyz are not served while standing by: {}", e.getMessage());
        }
    }

    private void awaitTurn() {
        Holder holder = Holder.ANOTHER;
        while (holder != Holder.THIS_PROCESS) {
            try {
                Thread.sleep((holder == Holder.UNKNOWN ? COURTESY : BETWEEN_LOOKS).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartupException("stopped while standing by");
            }
            holder = lock.take();
        }
    }

    private void look() {
        if (!isReplaced && lock.take() == Holder.ANOTHER) {
            isReplaced = true;
            log.error("another Herald took over while this one could not reach the database: this one stops."
                    + " Started again it stands by.");
            replaced.run();
        }
    }

    @Override
    public Health check() {
        return isReplaced ? Health.down("another Herald has taken over, so this one is stopping") : looks.check();
    }

    @Override
    public void close() {
        looks.close();
        lock.close();
    }
}
