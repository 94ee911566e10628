package bot.herald.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One broadcaster's channel: stream, roles, followers, chat settings. Guarded by {@link World}. */
final class SimulatedChannel {
    record Stream(String id, Instant startedAt, int viewers) {}

    final String id;
    final Set<String> moderators = new LinkedHashSet<>();
    final Set<String> vips = new LinkedHashSet<>();
    final Set<String> banned = new LinkedHashSet<>();
    final Set<String> subscribers = new LinkedHashSet<>();
    /** Since when each of them follows. */
    final Map<String, Instant> followers = new LinkedHashMap<>();
    /** When each time-out ends; may lie in the past. */
    final Map<String, Instant> timeouts = new LinkedHashMap<>();

    @Nullable
    Instant lastShoutout;

    /** When each target last got a shoutout. */
    final Map<String, Instant> shoutouts = new LinkedHashMap<>();

    @Nullable
    Instant lastAnnouncement;

    /** How long chatters must have followed; null while followers-only chat is off. */
    @Nullable
    Integer followersOnlyMinutes;

    /** Between two messages of a chatter; 0 while slow mode is off. */
    int slowSeconds;

    boolean subscribersOnly;
    boolean emotesOnly;

    boolean shieldMode;

    @Nullable
    Instant shieldModeAt;

    String title = "";
    String game = "";
    String language = "en";

    /** Null while the channel is offline. */
    @Nullable
    Stream stream;

    SimulatedChannel(String id) {
        this.id = id;
    }

    /** Removes a deleted account. */
    void forget(String userId) {
        moderators.remove(userId);
        vips.remove(userId);
        banned.remove(userId);
        timeouts.remove(userId);
        followers.remove(userId);
    }

    boolean isTimedOut(String userId, Instant now) {
        Instant end = timeouts.get(userId);
        return end != null && now.isBefore(end);
    }

    /** The drop reason of a message that followers-only or subscribers-only chat keeps out; null if neither does. */
    @Nullable
    String membersOnlyRefusal(String userId, Instant now) {
        if (mayModerate(userId) || vips.contains(userId)) {
            return null;
        }
        String refusal = followersOnlyRefusal(userId, now);
        return refusal == null && subscribersOnly && !subscribers.contains(userId) ? "msg_subsonly" : refusal;
    }

    private @Nullable String followersOnlyRefusal(String userId, Instant now) {
        if (followersOnlyMinutes == null) {
            return null;
        }
        Instant since = followers.get(userId);
        if (since == null) {
            return followersOnlyMinutes == 0 ? "msg_followersonly_zero" : "msg_followersonly";
        }
        return now.isBefore(since.plus(Duration.ofMinutes(followersOnlyMinutes))) ? "msg_followersonly_followed" : null;
    }

    boolean mayModerate(String userId) {
        return id.equals(userId) || moderators.contains(userId);
    }

    String gameId() {
        return gameId(game);
    }

    /** A decimal id, as Twitch's categories have; derived from the name, so that a name keeps its id. */
    static String gameId(String name) {
        return name.isEmpty() ? "" : Integer.toString(1_000 + Math.floorMod(name.hashCode(), 900_000));
    }
}
