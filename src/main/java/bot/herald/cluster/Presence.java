package bot.herald.cluster;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Recurring;
import bot.herald.subscription.SubscriptionDirectory;
import bot.herald.subscription.SubscriptionRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores that this process runs the bot and what each channel hears, so that commands and other instances can show
 * both; an instance that does not lead reads what each channel hears. What is stored is at most a second or two old.
 */
public final class Presence implements Component {
    private static final Logger log = LoggerFactory.getLogger(Presence.class);
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A process that gives no sign of life for this long is considered dead. */
    public static final Duration ALIVE = Duration.ofSeconds(20);

    /** Which processes run the bot on the database, by their last sign of life. */
    public interface SignsOfLife {
        /** The first call says when the instance began. */
        void seen(String instance, Instant now);

        /**
         * Forgets an instance that ends, and all that work alone and gave their last sign of life before {@code
         * before}.
         */
        void gone(String instance, Instant before);
    }

    private final SignsOfLife instances;
    private final SubscriptionDirectory directory;
    private final SubscriptionRecords records;
    private final Instances members;
    private final Clock clock;
    private final Recurring writing = new Recurring(
            "presence",
            Duration.ZERO,
            BETWEEN_WRITES,
            this::write,
            fault -> log.warn(
                    "cannot store the state of subscriptions, retrying: {}",
                    fault.getClass().getSimpleName()));
    /** Used by {@link #write} only. */
    private Instant lastSign = Instant.EPOCH;

    private Instant lastRead = Instant.EPOCH;
    private String read = "";

    public Presence(
            SignsOfLife instances,
            SubscriptionDirectory directory,
            SubscriptionRecords records,
            Instances members,
            Clock clock) {
        this.members = members;
        this.instances = instances;
        this.directory = directory;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return writing.name();
    }

    /** Whatever an earlier process left behind is useless, since the subscriptions are compared again. */
    @Override
    public void start() {
        members.whileLeading().run(records::clear);
        writing.start();
    }

    private void write() {
        Instant now = clock.instant();
        if (!members.whileLeading().run(() -> directory.writeChanges(records))) {
            read(now);
        }
        // If the clock was set back, the next sign is due.
        if (!now.isBefore(lastSign.plus(BETWEEN_SIGNS)) || now.isBefore(lastSign)) {
            instances.seen(members.name(), now);
            lastSign = now;
        }
    }

    private void read(Instant now) {
        String mark = records.mark();
        // Changes that the mark does not show are read after a while all the same.
        if (!mark.equals(read) || !now.isBefore(lastRead.plus(ALIVE)) || now.isBefore(lastRead)) {
            directory.read(records);
            read = mark;
            lastRead = now;
        }
    }

    @Override
    public Health check() {
        return writing.check();
    }

    @Override
    public void close() {
        if (!writing.closeWithin(PATIENCE)) {
            log.warn("the database is busy, so the end of this process is not recorded");
            return;
        }
        Instant before = clock.instant().minus(ALIVE);
        instances.gone(members.name(), before);
        if (members.live() <= 1) {
            records.clear();
        }
    }
}
