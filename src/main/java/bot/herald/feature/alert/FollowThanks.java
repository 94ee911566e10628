package bot.herald.feature.alert;

import bot.herald.event.Account;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is to be thanked for following one channel, and when: one at once, and those who come soon after together, so that a
 * flood makes a line every half minute. Used by one thread at a time.
 */
final class FollowThanks {
    static final Duration PAUSE = Duration.ofSeconds(30);
    /** Whoever unfollows and follows again is not thanked again. */
    private static final Duration MEMORY = Duration.ofDays(1);
    /** Thanks much later than that would puzzle. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MOST_REMEMBERED = 2_000;
    private static final int MOST_NAMED = 5;

    private final Map<TwitchUserId, Instant> thanked = new LinkedHashMap<>();
    private final List<String> waiting = new ArrayList<>();
    private Instant waitingSince = Instant.MIN;
    private Instant last = Instant.MIN;

    /**
     * @param names of some of them, if they are too many to name all
     * @param count how many they are
     */
    record Thanks(List<String> names, int count) {
        Thanks {
            names = List.copyOf(names);
        }
    }

    /** What is to be said now, if anything. */
    Optional<Thanks> followed(Account follower, Instant now) {
        thanked.values().removeIf(at -> at.isBefore(now.minus(MEMORY)));
        if (thanked.putIfAbsent(follower.id(), now) != null) {
            return Optional.empty();
        }
        if (thanked.size() > MOST_REMEMBERED) {
            thanked.remove(thanked.keySet().iterator().next());
        }
        if (waiting.isEmpty()) {
            waitingSince = now;
        }
        waiting.add(follower.displayName());
        return due(now);
    }

    /** The same when time has passed. */
    Optional<Thanks> due(Instant now) {
        if (!waiting.isEmpty() && waitingSince.isBefore(now.minus(PATIENCE))) {
            waiting.clear();
        }
        if (waiting.isEmpty() || last.isAfter(now.minus(PAUSE))) {
            return Optional.empty();
        }
        Thanks thanks = new Thanks(names(), waiting.size());
        waiting.clear();
        last = now;
        return Optional.of(thanks);
    }

    /** Two who are not named, at least: one could have been. */
    private List<String> names() {
        return waiting.size() <= MOST_NAMED ? waiting : waiting.subList(0, MOST_NAMED - 1);
    }
}
