package bot.herald.twitch.eventsub;

import bot.herald.subscription.ConduitStore;
import bot.herald.subscription.ConduitStore.StoredConduit;
import bot.herald.subscription.ConduitTransport.Conduit;
import bot.herald.subscription.ShardLeases;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which conduit is Herald's, or why there is none: found, built and resized here, or read from the database where another
 * process looks after it.
 *
 * <p>Safe for concurrent use; {@link #look} and {@link #gone} block, and are for one thread.
 */
final class CurrentConduit {
    private static final Logger LOG = LoggerFactory.getLogger(CurrentConduit.class);

    private final ConduitFinder finder;
    private final ConduitStore store;
    private final ShardLeases leases;
    private final Duration whileFull;
    private final ReconnectPause pause = new ReconnectPause(Math::random);

    private @Nullable StoredConduit found;
    private boolean built;
    private long generation;
    /** The generation of which a shard was served. */
    private long servedGeneration = -1;
    /** The generation that somebody has been told is ready. */
    private long readyGeneration = -1;

    private boolean doubted;
    private String trouble = "the conduit has not been looked for yet";

    /** @param whileFull between tries while Twitch has no room for another conduit */
    CurrentConduit(ConduitFinder finder, ConduitStore store, ShardLeases leases, Duration whileFull) {
        this.finder = finder;
        this.store = store;
        this.leases = leases;
        this.whileFull = whileFull;
    }

    /**
     * What came of a look.
     *
     * @param again after which another look is due, if one is
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
            }
            return new Look(known, Optional.of(notYet.needsPerson() ? whileFull : pause.next()));
        }
        ConduitFinder.Found.Ours ours = (ConduitFinder.Found.Ours) answer;
        pause.reset();
        use(ours.conduit(), ours.built());
        return new Look(Optional.of(ours.conduit()), Optional.empty());
    }

    /** Another look is taken when there is news of it. */
    private Look followed() {
        Optional<StoredConduit> written = leases.conduit();
        written.ifPresentOrElse(
                conduit -> use(conduit, false), () -> none("the instance that leads has not built the conduit yet"));
        return new Look(written, Optional.empty());
    }

    private synchronized void use(StoredConduit conduit, boolean isNew) {
        doubted = false;
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

    /** Twitch has it no more; another look is due. */
    void gone(StoredConduit conduit) {
        if (leases.keepsConduit()) {
            LOG.info("conduit={} is no longer at Twitch, building another", conduit.id());
            store.forget(conduit.id());
            none("the conduit is gone at Twitch; building another");
        } else {
            LOG.info("conduit={} is no longer at Twitch, the instance that leads is asked for another", conduit.id());
            leases.doubt();
        }
    }

    synchronized void doubt() {
        doubted = true;
    }

    synchronized Optional<StoredConduit> found() {
        return Optional.ofNullable(found);
    }

    /** Changes when the conduit is another. */
    synchronized long generation() {
        return generation;
    }

    synchronized String trouble() {
        return trouble;
    }

    synchronized void served() {
        servedGeneration = generation;
    }

    /** The conduit, once a shard of it has been served. */
    synchronized Optional<Conduit> ready() {
        return found().filter(one ->
                        servedGeneration == generation || leases.share(one).servedElsewhere())
                .map(one -> new Conduit(one.id(), generation, built));
    }

    /** Whether it is ready and was not when this was last asked. */
    synchronized boolean isNewlyReady() {
        boolean news = readyGeneration != generation && ready().isPresent();
        readyGeneration = news ? generation : readyGeneration;
        return news;
    }
}
