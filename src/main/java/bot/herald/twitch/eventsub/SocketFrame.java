package bot.herald.twitch.eventsub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * One message of an EventSub socket, read no further than its envelope.
 *
 * @param sentAt by Twitch's clock; empty if missing or unreadable
 */
record SocketFrame(String messageId, String messageType, Optional<Instant> sentAt, JsonNode payload) {
    /** @return empty unless {@code text} is, in UTF-8, a JSON object with a message id and a message type */
    static Optional<SocketFrame> parse(byte[] text) {
        FrameReader.Halves halves;
        try {
            halves = FrameReader.read(text);
        } catch (IOException e) {
            return Optional.empty();
        }
        JsonNode metadata = halves.metadata();
        String id = metadata.path("message_id").asText("");
        String type = metadata.path("message_type").asText("");
        return id.isEmpty() || type.isEmpty()
                ? Optional.empty()
                : Optional.of(new SocketFrame(
                        id,
                        type,
                        Timestamps.parse(metadata.path("message_timestamp").asText("")),
                        halves.payload()));
    }
}
