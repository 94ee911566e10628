package bot.herald.feature.raid;

import bot.herald.event.RaidReceived;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells a new raid from one that was told twice, and from a raider who comes back soon.
 *
 * <p>In memory: after a restart a raider who comes back may be greeted once more. Safe for concurrent use.
 */
final class RecentRaids {
    /** Within this, the same raider with the same viewers is the same raid, whatever its message ids say. */
    private static final Duration SAME_RAID = Duration.ofMinutes(1);

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Clock clock;
    private final Map<Pair, Seen> seen = new HashMap<>();

    private record Pair(TwitchUserId broadcasterId, TwitchUserId raider) {}

    private record Seen(Instant at, int viewers) {}

    RecentRaids(Clock clock) {
        this.clock = clock;
    }

    /** Whether to greet it; if so, the raider's pause begins now. */
    synchronized boolean isNew(RaidReceived raid, Duration pause) {
        Instant now = clock.instant();
        seen.values().removeIf(one -> !now.isBefore(one.at().plus(REMEMBERED)));
        Pair pair = new Pair(raid.broadcasterId(), raid.raider().id());
        Seen before = seen.get(pair);
        if (before != null) {
            Duration ago = Duration.between(before.at(), now);
            boolean sameRaid = ago.compareTo(SAME_RAID) < 0 && before.viewers() == raid.viewers();
            if (sameRaid || ago.compareTo(pause) < 0) {
                return false;
            }
        }
        seen.put(pair, new Seen(now, raid.viewers()));
        return true;
    }
}
