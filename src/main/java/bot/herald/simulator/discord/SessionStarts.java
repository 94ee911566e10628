package bot.herald.simulator.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Checks Identify: token, intents, shard, and how many sessions a bot may start. Guarded by {@link DiscordWorld}. */
final class SessionStarts {
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int MEMBERS = 1 << 1;
    private static final int PRESENCES = 1 << 8;
    private static final int MESSAGE_CONTENT = 1 << 15;
    private static final int KNOWN_INTENTS = (1 << 26) - 1;

    /** Why the socket is closed. */
    record Refusal(int code, String reason) {}

    private final DiscordWorld world;
    /** Within the last day. */
    private final Deque<Instant> starts = new ArrayDeque<>();

    private int count;
    private int alwaysRefusedWith;

    SessionStarts(DiscordWorld world) {
        this.world = world;
    }

    /** Null if nothing is wrong with the Identify; the limits come after that. */
    @Nullable
    Refusal refusal(JsonNode identify) {
        int intents = identify.path("intents").asInt(-1);
        boolean isDisallowed = ((intents & MEMBERS) != 0 && !world.options.membersIntent())
                || (intents & (PRESENCES | MESSAGE_CONTENT)) != 0;
        if (alwaysRefusedWith != 0) {
            return new Refusal(alwaysRefusedWith, "closed by the simulator");
        }
        if (!identify.path("properties").isObject()) {
            return new Refusal(4002, "Error while decoding payload.");
        }
        if (!isToken(identify)) {
            return new Refusal(4004, "Authentication failed.");
        }
        if (identify.has("shard") && !identify.get("shard").equals(DiscordJson.onlyShard())) {
            return new Refusal(4010, "Invalid shard.");
        }
        if (intents < 0 || intents > KNOWN_INTENTS) {
            return new Refusal(4013, "Invalid intent(s).");
        }
        return isDisallowed ? new Refusal(4014, "Disallowed intent(s).") : null;
    }

    boolean isToken(JsonNode data) {
        return data.path("token").asText("").equals(world.botToken);
    }

    /** Whether the bot has used up the day's starts; Discord then resets its token. */
    boolean isExhausted() {
        return today() >= world.options.identifiesADay();
    }

    /** Whether the last start was less than five seconds ago. */
    boolean isTooSoon() {
        return !starts.isEmpty() && world.now().isBefore(starts.getLast().plus(BETWEEN));
    }

    void started() {
        starts.addLast(world.now());
        count++;
    }

    int today() {
        Instant yesterday = world.now().minus(Duration.ofDays(1));
        while (!starts.isEmpty() && !starts.getFirst().isAfter(yesterday)) {
            starts.removeFirst();
        }
        return starts.size();
    }

    /** How many sessions were ever started. */
    int count() {
        return count;
    }

    /** Refuses every Identify from now on; 0 ends that. */
    void alwaysRefuseWith(int code) {
        alwaysRefusedWith = code;
    }
}
