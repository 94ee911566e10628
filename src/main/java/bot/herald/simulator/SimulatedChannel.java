package bot.herald.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What belongs to one broadcaster: stream, roles, followers. Guarded by {@link World}. */
final class SimulatedChannel {
    /** A running stream. */
    record Stream(String id, Instant startedAt, int viewers) {}

    final String id;
    final Set<String> moderators = new LinkedHashSet<>();
    final Set<String> vips = new LinkedHashSet<>();
    final Set<String> banned = new LinkedHashSet<>();
    final Set<String> subscribers = new LinkedHashSet<>();
    final Map<String, Instant> followers = new LinkedHashMap<>();

    /** When the last shoutout was given, and when to whom. */
    @Nullable
    Instant lastShoutout;

    final Map<String, Instant> shoutouts = new LinkedHashMap<>();

    @Nullable
    Instant lastAnnouncement;

    /** Who may not write until when, and who has to confirm a warning first. */
    final Map<String, Instant> timeouts = new LinkedHashMap<>();

    final Set<String> warned = new LinkedHashSet<>();

    /** For how many minutes a chatter must have followed; null while anybody may write. */
    @Nullable
    Integer followersOnlyMinutes;

    boolean shieldMode;

    @Nullable
    Instant shieldModeAt;

    String title = "";
    String game = "";
    String language = "en";

    @Nullable
    Stream stream;

    SimulatedChannel(String id) {
        this.id = id;
    }

    /** The account is gone. */
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

    /** Twitch's code for why somebody without a role may not write while only followers may; null if they may. */
    @Nullable
    String followersOnlyRefusal(String userId, Instant now) {
        if (followersOnlyMinutes == null || mayModerate(userId) || vips.contains(userId)) {
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

    /** Twitch's categories have decimal ids; derived from the name so that the same name keeps its id. */
    static String gameId(String name) {
        return name.isEmpty() ? "" : Integer.toString(1_000 + Math.floorMod(name.hashCode(), 900_000));
    }
}
