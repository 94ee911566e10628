package bot.herald.feature.command;

import bot.herald.event.Account;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When people last wrote, in channels that want to show it: kept in memory and stored once a minute, so that a line
 * costs no query. Safe for concurrent use.
 */
public final class LastSeen {
    /** Entries older than this are forgotten. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Logger log = LoggerFactory.getLogger(LastSeen.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** For all channels together; anybody beyond it is recorded with their next line. */
    private static final int MOST_WAITING = 20_000;

    private final Store store;
    private final Predicate<TwitchUserId> isWanted;
    private final Clock clock;
    private final Map<Name, Sighting> waiting = new HashMap<>();

    private record Name(TwitchUserId channel, String login) {}

    /**
     * Somebody's last line in a channel.
     *
     * @param login in lower case
     */
    public record Sighting(TwitchUserId channel, TwitchUserId viewer, String login, Instant at) {}

    /** Stores sightings. */
    public interface Store {
        /** In one transaction; a later sighting that is stored already stays. */
        void saw(List<Sighting> sightings);

        /** @param login in lower case */
        Optional<Instant> find(TwitchUserId channel, String login);

        /** The channels that have anything stored. */
        List<TwitchUserId> channels();

        void forget(TwitchUserId channel);

        void forgetBefore(Instant at);
    }

    /** @param isWanted whether a channel wants it recorded; asked for every line */
    public LastSeen(Store store, Predicate<TwitchUserId> isWanted, Clock clock) {
        this.store = store;
        this.isWanted = isWanted;
        this.clock = clock;
    }

    public Recurring recurring() {
        return new Recurring(
                "last-seen",
                PAUSE,
                PAUSE,
                this::record,
                fault -> log.warn(
                        "cannot store who was seen, retrying: {}",
                        fault.getClass().getSimpleName()));
    }

    void wrote(TwitchUserId channel, Account chatter) {
        if (!isWanted.test(channel)) {
            return;
        }
        String login = chatter.login().value();
        Name name = new Name(channel, login);
        Sighting sighting = new Sighting(channel, chatter.id(), login, clock.instant());
        synchronized (waiting) {
            if (waiting.size() < MOST_WAITING || waiting.containsKey(name)) {
                waiting.put(name, sighting);
            }
        }
    }

    boolean isKnownIn(TwitchUserId channel) {
        return isWanted.test(channel);
    }

    Optional<Instant> of(TwitchUserId channel, String login) {
        String lower = login.toLowerCase(Locale.ROOT);
        Optional<Instant> lately;
        synchronized (waiting) {
            lately = Optional.ofNullable(waiting.get(new Name(channel, lower))).map(Sighting::at);
        }
        return lately.or(() -> store.find(channel, lower));
    }

    /** Stores what has been recorded, and erases what must not be known any more. */
    public void record() {
        List<Sighting> seen;
        synchronized (waiting) {
            waiting.keySet().removeIf(name -> !isWanted.test(name.channel()));
            seen = List.copyOf(waiting.values());
        }
        if (!seen.isEmpty()) {
            store.saw(seen);
            synchronized (waiting) {
                seen.forEach(one -> waiting.remove(new Name(one.channel(), one.login()), one));
            }
        }
        store.channels().stream().filter(isWanted.negate()).forEach(store::forget);
        store.forgetBefore(clock.instant().minus(KEPT));
    }
}
