package bot.herald.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What belongs to one broadcaster: stream, roles, followers. Guarded by {@link World}. */
final class Channel {
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

    String title = "";
    String game = "";
    String language = "en";

    @Nullable
    Stream stream;

    Channel(String id) {
        this.id = id;
    }

    boolean mayModerate(String userId) {
        return id.equals(userId) || moderators.contains(userId);
    }

    /** Twitch's categories have decimal ids; derived from the name so that the same name keeps its id. */
    String gameId() {
        return game.isEmpty() ? "" : Integer.toString(1_000 + Math.floorMod(game.hashCode(), 900_000));
    }
}
