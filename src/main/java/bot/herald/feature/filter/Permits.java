package bot.herald.feature.filter;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Who may post one link, for a minute. Safe for concurrent use. */
final class Permits {
    static final Duration TIME = Duration.ofSeconds(60);

    private final Map<Permit, Instant> ends = new HashMap<>();

    private record Permit(TwitchUserId broadcasterId, TwitchLogin login) {}

    synchronized void give(TwitchUserId broadcasterId, TwitchLogin login, Instant now) {
        ends.values().removeIf(end -> !now.isBefore(end));
        ends.put(new Permit(broadcasterId, login), now.plus(TIME));
    }

    /** Whether there is one, which is used up by that. */
    synchronized boolean use(TwitchUserId broadcasterId, TwitchLogin login, Instant now) {
        Instant end = ends.remove(new Permit(broadcasterId, login));
        return end != null && now.isBefore(end);
    }
}
