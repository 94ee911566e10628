package bot.herald.feature.filter;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps something that would happen often in a channel from happening more than now and then. Safe for concurrent use. */
final class Lately {
    private final Duration pause;
    private final Map<TwitchUserId, Instant> last = new ConcurrentHashMap<>();

    Lately(Duration pause) {
        this.pause = pause;
    }

    /** Whether the pause is over; if so, the next one begins. */
    boolean isDue(TwitchUserId broadcasterId, Instant now) {
        boolean[] due = {false};
        last.compute(broadcasterId, (id, before) -> {
            due[0] = before == null || !now.isBefore(before.plus(pause));
            return due[0] ? now : before;
        });
        return due[0];
    }
}
