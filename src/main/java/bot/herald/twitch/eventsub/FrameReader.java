package bot.herald.twitch.eventsub;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message's JSON, a line of chat no further than Herald looks.
 *
 * <p>A line brings some sixty values, of which a dozen are used: they are taken as they come, the others skipped without a copy.
 * Whatever differs from how Twitch sends lines, and everything else, is read whole.
 */
final class FrameReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FrameReader() {}

    /** What a message says of itself. */
    private static final class Metadata {
        private String id = "";
        private String type = "";
        private String sentAt = "";
        private String subscription = "";

        Metadata() {}

        void read(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "message_id" -> id = or(ChatLine.text(json), "");
                    case "message_type" -> type = or(ChatLine.text(json), "");
                    case "message_timestamp" -> sentAt = or(ChatLine.text(json), "");
                    case "subscription_type" -> subscription = or(ChatLine.text(json), "");
                    default -> json.skipChildren();
                }
            }
        }

        boolean isChat() {
            return type.equals("notification") && subscription.equals(ChatLine.TYPE);
        }
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /**
     * @return empty for an object without a message id and a message type
     * @throws IOException if the first {@code length} bytes are no JSON in UTF-8; its message may quote them
     */
    static Optional<SocketFrame> read(byte[] text, int length) throws IOException {
        if (looksOtherwiseEncoded(text, length)) {
            throw new IOException("not UTF-8");
        }
        return read(text, length, true);
    }

    private static Optional<SocketFrame> read(byte[] text, int length, boolean mayBeChat) throws IOException {
        Metadata metadata = new Metadata();
        JsonNode payload = MissingNode.getInstance();
        ChatLine chat = null;
        try (JsonParser json = JSON.createParser(text, 0, length)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                    json.nextToken();
                    switch (name) {
                        case "metadata" -> {
                            metadata = new Metadata();
                            metadata.read(json);
                        }
                        case "payload" -> {
                            if (mayBeChat && metadata.isChat()) {
                                chat = chat(json);
                                if (chat == null) {
                                    return read(text, length, false);
                                }
                            } else {
                                payload = JSON.readTree(json);
                            }
                        }
                        default -> json.skipChildren();
                    }
                }
            }
        }
        return metadata.id.isEmpty() || metadata.type.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SocketFrame(metadata.id, metadata.type, Timestamps.parse(metadata.sentAt), payload, chat));
    }

    /** Null for anything but one line of an enabled subscription; then the parser stands anywhere. */
    private static @Nullable ChatLine chat(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return null;
        }
        boolean isEnabled = false;
        ChatLine line = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "subscription" -> isEnabled = value == JsonToken.START_OBJECT && isEnabledChat(json);
                case "event" -> {
                    if (value != JsonToken.START_OBJECT || line != null) {
                        return null;
                    }
                    line = ChatLine.read(json);
                }
                default -> json.skipChildren();
            }
        }
        return isEnabled ? line : null;
    }

    private static boolean isEnabledChat(JsonParser json) throws IOException {
        String type = null;
        String status = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "type" -> type = ChatLine.text(json);
                case "status" -> status = ChatLine.text(json);
                default -> json.skipChildren();
            }
        }
        return ChatLine.TYPE.equals(type) && "enabled".equals(status);
    }

    /** What Jackson would take for UTF-16, UTF-32, or a mark that says UTF-8: a WebSocket's text is plain UTF-8. */
    private static boolean looksOtherwiseEncoded(byte[] text, int length) {
        return length < 2 || text[0] <= 0 || text[1] <= 0;
    }
}
