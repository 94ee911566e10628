package bot.herald.simulator.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message in a channel of the simulated Discord, as it is when asked for.
 *
 * @param webhookId null for the bot's own
 * @param pings roles, people and {@code everyone} that were pinged
 * @param edits what it said before, oldest first
 */
public record PostedMessage(
        String id,
        String serverId,
        String channelId,
        @Nullable String webhookId,
        String content,
        JsonNode embeds,
        @Nullable String nonce,
        List<String> pings,
        List<String> edits,
        Instant at) {
    public PostedMessage {
        pings = List.copyOf(pings);
        edits = List.copyOf(edits);
    }

    /** What stands under the card; empty if there is none. */
    public String footer() {
        return embeds.path(0).path("footer").path("text").asText();
    }
}
