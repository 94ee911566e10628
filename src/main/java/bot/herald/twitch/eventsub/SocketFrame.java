package bot.herald.twitch.eventsub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message of an EventSub socket, parsed no further than its envelope.
 *
 * @param sentAt by Twitch's clock; empty if missing or unreadable
 * @param payload missing for a line of chat in Twitch's usual form
 * @param chat the line, if it is one in that form
 */
record SocketFrame(
        String messageId,
        String messageType,
        Optional<Instant> sentAt,
        JsonNode payload,
        @Nullable ChatLine chat) {
    private static final int DEFAULT_KEEPALIVE_SECONDS = 10;

    /** @return empty unless the first {@code length} bytes are, in UTF-8, a JSON object with a message id and a message type */
    static Optional<SocketFrame> parse(byte[] text, int length) {
        try {
            return FrameReader.read(text, length);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A session that Twitch has opened.
     *
     * @param keepalive the longest that Twitch stays silent
     */
    record Welcome(String sessionId, Duration keepalive) {}

    /** What a {@code session_welcome} says; empty if it names no session. */
    Optional<Welcome> welcome() {
        JsonNode session = payload.path("session");
        String id = session.path("id").asText("");
        int keepalive = session.path("keepalive_timeout_seconds").asInt(DEFAULT_KEEPALIVE_SECONDS);
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Welcome(id, Duration.ofSeconds(Math.max(1, keepalive))));
    }

    /** Where a {@code session_reconnect} asks to connect; empty if it does not say. */
    String reconnectUrl() {
        return payload.path("session").path("reconnect_url").asText("");
    }
}
