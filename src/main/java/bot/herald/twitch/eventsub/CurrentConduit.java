package bot.herald.twitch.eventsub;

import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ConduitTransport.Conduit;
import bot.herald.subscription.ShardLeases;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which conduit is Herald's, or why there is none: found, created and resized here, or read from the database if
 * another process manages it.
 *
 * <p>Safe for concurrent use; {@link #look} blocks, and is for one thread.
 */
final class CurrentConduit {
    private static final Logger LOG = LoggerFactory.getLogger(CurrentConduit.class);

    private final ConduitFinder finder;
    private final ShardLeases leases;

    private @Nullable StoredConduit found;
    private boolean built;
    private long generation;
    /** The generation of the conduit of which a shard was last served. */
    private long servedGeneration = -1;
    /** The generation that was last reported as ready. */
    private long readyGeneration = -1;

    private boolean doubted;
    private boolean lost;
    /** Whether the log has said that an answer denied the conduit, which no other answer has confirmed since. */
    private boolean denialReported;

    private String trouble = "Herald has not looked for its conduit on Twitch yet";

    CurrentConduit(ConduitFinder finder, ShardLeases leases) {
        this.finder = finder;
        this.leases = leases;
    }

    /**
     * The result of a look.
     *
     * @param again after how long another look is due, if one is
     */
    record Look(Optional<StoredConduit> conduit, Optional<Duration> again) {}

    Look look() {
        return leases.keepsConduit() ? kept() : followed();
    }

    private Look kept() {
        Optional<StoredConduit> known;
        synchronized (this) {
            known = Optional.ofNullable(found);
            if (!doubted
                    && known.filter(one -> leases.wanted(one.shardCount()) == one.shardCount())
                            .isPresent()) {
                return new Look(known, Optional.empty());
            }
        }
        ConduitFinder.Found answer = finder.find();
        if (answer instanceof ConduitFinder.Found.NotYet notYet) {
            synchronized (this) {
                trouble = notYet.why();
                lost |= notYet.lost();
            }
            return new Look(known, Optional.of(notYet.again()));
        }
        ConduitFinder.Found.Ours ours = (ConduitFinder.Found.Ours) answer;
        use(ours.conduit(), ours.built());
        if (ours.built()) {
            leases.built();
        }
        return new Look(Optional.of(ours.conduit()), Optional.empty());
    }

    /** The next look follows when the database has news. */
    private Look followed() {
        Optional<StoredConduit> written = leases.conduit();
        written.ifPresentOrElse(
                conduit -> use(conduit, false),
                () -> none("the leading instance has not built the conduit yet; this one is waiting for it"));
        return new Look(written, Optional.empty());
    }

    private synchronized void use(StoredConduit conduit, boolean isNew) {
        doubted = false;
        lost = false;
        trouble = "";
        if (found == null || !found.id().equals(conduit.id())) {
            generation++;
            built = isNew;
        }
        found = conduit;
    }

    private synchronized void none(String why) {
        found = null;
        trouble = why;
    }

    /**
     * Twitch answered as if the conduit did not exist, so the instance that manages it has to check. A look is due.
     *
     * @return whether no answer had denied it since the last that confirmed it
     */
    boolean denied(StoredConduit conduit) {
        boolean isNews;
        synchronized (this) {
            isNews = !denialReported;
            denialReported = true;
        }
        boolean ours = leases.keepsConduit();
        if (isNews) {
            LOG.info(
                    "conduit={} is unknown to Twitch, according to an answer; {}",
                    conduit.id(),
                    ours ? "checking" : "asking the leading instance to check");
        }
        if (ours) {
            doubt();
        } else {
            leases.doubt();
        }
        return isNews;
    }

    /** Twitch answered as if the conduit exists. */
    synchronized void confirmed() {
        denialReported = false;
    }

    /** Looks again if a former conduit could not be deleted. */
    void tidy() {
        if (leases.keepsConduit() && finder.areSomeLeft()) {
            doubt();
        }
    }

    synchronized void doubt() {
        doubted = true;
    }

    synchronized Optional<StoredConduit> found() {
        return Optional.ofNullable(found);
    }

    /** Changes whenever another conduit is used. */
    synchronized long generation() {
        return generation;
    }

    /** Whether Twitch does not know the conduit in use, as far as it has been asked. */
    synchronized boolean isLost() {
        return lost;
    }

    synchronized String trouble() {
        return trouble;
    }

    synchronized void served() {
        servedGeneration = generation;
        confirmed();
    }

    /** The conduit, once a shard of it has been served. */
    synchronized Optional<Conduit> ready() {
        return found().filter(one ->
                        servedGeneration == generation || leases.share(one).servedElsewhere())
                .map(one -> new Conduit(one.id(), generation, built));
    }

    /** Whether it is ready and was not when this was last called. */
    synchronized boolean isNewlyReady() {
        boolean news = readyGeneration != generation && ready().isPresent();
        readyGeneration = news ? generation : readyGeneration;
        return news;
    }
}
