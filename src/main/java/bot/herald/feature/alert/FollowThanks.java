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
 * Whom to thank for following one channel, and when: the first at once, those who follow soon after together, so that a
 * flood of follows makes one line every half minute. Safe for concurrent use.
 */
final class FollowThanks {
    static final Duration PAUSE = Duration.ofSeconds(30);
    /** Who unfollows and follows again within this time is not thanked again. */
    private static final Duration MEMORY = Duration.ofDays(1);
    /** Thanks that come later than this would puzzle. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MOST_REMEMBERED = 2_000;
    private static final int MOST_NAMED = 5;

    private final Map<TwitchUserId, Instant> thanked = new LinkedHashMap<>();
    private final List<String> waiting = new ArrayList<>();
    private Instant waitingSince = Instant.MIN;
    private Instant last = Instant.MIN;

    /**
     * @param names all of them, or the first few if there are too many to name
     * @param count how many there are
     */
    record Thanks(List<String> names, int count) {
        Thanks {
            names = List.copyOf(names);
        }
    }

    /** Whom to thank now. */
    synchronized Optional<Thanks> followed(Account follower, Instant now) {
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

    synchronized boolean isAnybodyWaiting() {
        return !waiting.isEmpty();
    }

    /** Whom to thank now that time has passed. */
    synchronized Optional<Thanks> due(Instant now) {
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

    /** Leaves out at least two: a single one could be named instead of counted. */
    private List<String> names() {
        return waiting.size() <= MOST_NAMED ? waiting : waiting.subList(0, MOST_NAMED - 1);
    }
}
