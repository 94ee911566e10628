package bot.herald.twitch.eventsub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * One message of an EventSub socket, read no further than its envelope.
 *
 * @param sentAt by Twitch's clock; empty if missing or unreadable
 */
record Frame(String messageId, String messageType, Optional<Instant> sentAt, JsonNode payload) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @return empty unless {@code text} is a JSON object with a message id and a message type */
    static Optional<Frame> parse(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        JsonNode metadata = root.path("metadata");
        String id = metadata.path("message_id").asText("");
        String type = metadata.path("message_type").asText("");
        return id.isEmpty() || type.isEmpty()
                ? Optional.empty()
                : Optional.of(new Frame(
                        id, type, instant(metadata.path("message_timestamp").asText("")), root.path("payload")));
    }

    /**
     * Twitch sends none to nine digits of a second's fraction, and years of four digits; others are not to be reckoned
     * with in milliseconds.
     */
    private static Optional<Instant> instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() >= 0 && time.getYear() < 10_000 ? Optional.of(time.toInstant()) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
