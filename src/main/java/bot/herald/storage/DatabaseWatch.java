package bot.herald.storage;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Recurring;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out in the background whether the database answers, accepts writes, and is still the file that was opened, so
 * that nobody has to wait to know. Logs one line when something is wrong, and another when it is over. Safe for
 * concurrent use.
 */
final class DatabaseWatch implements Component {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_READS = Duration.ofSeconds(10);

    /** Checks the database once; returns an empty text if all is well, and otherwise a sentence for the operator. */
    interface Look {
        String look();
    }

    private final Duration patience;
    private final String unanswered;
    private final Look probing;
    private final Look lookingAtFile;
    private final Look readingFile;
    private final Runnable back;
    private final Recurring probe;
    private final Recurring files;
    private volatile String found = "";
    private volatile String foundAtFile = "";
    private volatile String damage = "";
    /** When the probe under way began; 0 while there is none. */
    private volatile long probeBegan;

    /** When the whole file is read next; used by one thread. */
    private long readAgain = System.nanoTime() + BETWEEN_READS.toNanos();

    private String said = "";
    private long saidAt;

    /**
     * @param patience a probe that takes longer has found that the database does not answer
     * @param unanswered says that, for the operator
     * @param probing may block for longer, and throws nothing
     * @param lookingAtFile whether the file is in place
     * @param readingFile whether all of it can be read; takes longer the larger the file is
     * @param back called when trouble is over; must return at once
     */
    DatabaseWatch(
            Duration patience, String unanswered, Look probing, Look lookingAtFile, Look readingFile, Runnable back) {
        this.patience = patience;
        this.unanswered = unanswered;
        this.probing = probing;
        this.lookingAtFile = lookingAtFile;
        this.readingFile = readingFile;
        this.back = back;
        this.probe = recurring("database-probe", BETWEEN_PROBES, this::probe);
        this.files = recurring("database-file", BETWEEN_LOOKS, this::lookAtFile);
    }

    private static Recurring recurring(String name, Duration pause, Runnable task) {
        return new Recurring(name, pause, pause, task, fault -> log.error("{} failed inside Herald", name, fault));
    }

    @Override
    public String name() {
        return "database-watch";
    }

    @Override
    public void start() {
        probe.start();
        files.start();
    }

    private void probe() {
        // 0 means that none is under way.
        probeBegan = System.nanoTime() | 1;
        try {
            found = probing.look();
        } finally {
            probeBegan = 0;
        }
        tell();
    }

    private void lookAtFile() {
        foundAtFile = lookingAtFile.look();
        tell();
        if (foundAtFile.isEmpty() && damage.isEmpty() && System.nanoTime() - readAgain >= 0) {
            long began = System.nanoTime();
            String read = readingFile.look();
            long ended = System.nanoTime();
            // At most a hundredth of one processor's time.
            readAgain = ended + Math.max(BETWEEN_READS.toNanos(), 100 * (ended - began));
            if (!read.isEmpty()) {
                isDamaged(read);
            }
        }
    }

    /** Pages that cannot be read do not heal. */
    void isDamaged(String sentence) {
        damage = sentence;
        tell();
    }

    /** Reports what one of the bot's statements has just found. */
    void hasFound(String sentence) {
        found = sentence;
        tell();
    }

    /** What is wrong now, for the operator; empty if nothing is. Never blocks. */
    String trouble() {
        if (!foundAtFile.isEmpty()) {
            return foundAtFile;
        }
        if (!damage.isEmpty()) {
            return damage;
        }
        if (!found.isEmpty()) {
            return found;
        }
        long began = probeBegan;
        return began != 0 && System.nanoTime() - began > patience.toNanos() ? unanswered : "";
    }

    private synchronized void tell() {
        String now = trouble();
        if (now.equals(said)) {
            return;
        }
        if (now.isEmpty()) {
            long seconds = Duration.ofNanos(System.nanoTime() - saidAt).toSeconds();
            log.info("the database works again after {} s", seconds);
            back.run();
        } else if (kind(now).equals(kind(said))) {
            log.debug("{}", now);
        } else {
            log.error("{}; meanwhile raids and commands are answered from memory", now);
            saidAt = said.isEmpty() ? System.nanoTime() : saidAt;
        }
        said = now;
    }

    /** Anything after a colon is more detail about the same trouble. */
    private static String kind(String trouble) {
        return trouble.split(": ", 2)[0];
    }

    /** Whether it still looks; what it has found is {@link #trouble}. */
    @Override
    public Health check() {
        return probe.check().up() ? files.check() : probe.check();
    }

    @Override
    public void close() {
        if (probe.closeWithin(Duration.ofSeconds(1))) {
            files.closeWithin(Duration.ofSeconds(2));
        }
    }
}
