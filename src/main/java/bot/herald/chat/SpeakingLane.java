package bot.herald.chat;

import bot.herald.chat.ChannelQueue.Entry;
import bot.herald.chat.OutgoingMessage.Priority;
import bot.herald.chat.SpeakingOrder.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Channels with something to say that share one limit of the account: those that only this limit can hold up, and those
 * whose own pause is not over. Not safe for concurrent use.
 */
final class SpeakingLane {
    /** How long lines that another limit allows may overtake one that waits for this limit. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Comparator<Place> AGE =
            Comparator.comparingLong(place -> place.line().number());

    private final ChatPace pace;
    private final ChannelRole role;
    /** The most urgent first, then the oldest, so that none behind it can have waited longer. */
    private final Map<Priority, TreeSet<Place>> ready = new EnumMap<>(Priority.class);

    private final TreeSet<Place> paced =
            new TreeSet<>(Comparator.comparing(Place::free).thenComparing(AGE));

    /** @param role one of those that the limit applies to */
    SpeakingLane(ChatPace pace, ChannelRole role) {
        this.pace = pace;
        this.role = role;
    }

    void add(Place place, Instant now) {
        if (place.free().isAfter(now)) {
            paced.add(place);
        } else {
            ready(place).add(place);
        }
    }

    void remove(Place place) {
        if (!paced.remove(place)) {
            ready(place).remove(place);
        }
    }

    private Set<Place> ready(Place place) {
        return ready.computeIfAbsent(place.line().message().priority(), priority -> new TreeSet<>(AGE));
    }

    /** A channel whose own pause should be over by now; it has to be added again. */
    Optional<Place> due(Instant now) {
        return paced.isEmpty() || paced.first().free().isAfter(now) ? Optional.empty() : Optional.of(paced.first());
    }

    /** The first that may speak. */
    Optional<Place> next() {
        return account().isZero() ? heads().findFirst() : Optional.empty();
    }

    /** The first that the account's limit has held up for so long that nobody behind it may overtake it. */
    Optional<Place> impatient(Instant now) {
        return account().isZero()
                ? Optional.empty()
                : heads().filter(place -> isImpatient(place.line(), now)).findFirst();
    }

    private static boolean isImpatient(Entry line, Instant now) {
        return now.isAfter(line.asked().plus(PATIENCE));
    }

    /** After how long one that may not speak now may do so. */
    Stream<Duration> waits(Instant now) {
        Duration account = account();
        Stream<Duration> forAccount = heads().limit(account.isZero() ? 0 : 1).map(place -> account);
        Stream<Duration> forPace = paced.stream()
                .limit(1)
                .map(place -> Duration.between(now, place.free()))
                .map(own -> own.compareTo(account) > 0 ? own : account);
        return Stream.concat(forAccount, forPace);
    }

    private Duration account() {
        return pace.untilAccountIsFree(role);
    }

    /** The first of each priority. */
    private Stream<Place> heads() {
        return ready.values().stream().filter(places -> !places.isEmpty()).map(TreeSet::first);
    }
}
