package bot.herald.simulator.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a message on the simulated Discord.
 *
 * @param webhookId null if the bot posted it
 * @param pings the ids of pinged roles and people, and {@code everyone}
 * @param edits its earlier contents, oldest first
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

    /** The footer of the first embed; empty if there is none. */
    public String footer() {
        return embeds.path(0).path("footer").path("text").asText();
    }
}
