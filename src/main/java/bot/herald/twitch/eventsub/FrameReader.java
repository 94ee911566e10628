package bot.herald.twitch.eventsub;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Set;

/**
 * Reads a message's JSON, of chat only what Herald looks at.
 *
 * <p>A line of chat brings some sixty values, of which a dozen are used; the others are skipped without a copy. Everything
 * else is read whole.
 */
final class FrameReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** At whatever depth. With what a revocation needs, which Twitch's own mock server sends as a notification. */
    private static final Set<String> KEPT_OF_CHAT = Set.of(
            "subscription",
            "type",
            "version",
            "status",
            "condition",
            "user_id",
            "event",
            "broadcaster_user_id",
            "broadcaster_user_login",
            "source_broadcaster_user_id",
            "chatter_user_id",
            "chatter_user_login",
            "chatter_user_name",
            "message_id",
            "message",
            "text",
            "fragments",
            "emote",
            "id",
            "mention",
            "user_login",
            "user_name",
            "badges",
            "set_id",
            "reply",
            "parent_message_id",
            "parent_message_body",
            "parent_user_name");

    private FrameReader() {}

    /** The two halves of a message; a half that is not there is a missing node. */
    record Halves(JsonNode metadata, JsonNode payload) {}

    /** @throws IOException if {@code text} is no JSON in UTF-8; its message may quote the text */
    static Halves read(byte[] text) throws IOException {
        if (looksOtherwiseEncoded(text)) {
            throw new IOException("not UTF-8");
        }
        JsonNode metadata = MissingNode.getInstance();
        JsonNode payload = MissingNode.getInstance();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                    json.nextToken();
                    switch (name) {
                        case "metadata" -> metadata = JSON.readTree(json);
                        case "payload" -> payload = isChat(metadata) ? kept(json) : JSON.readTree(json);
                        default -> json.skipChildren();
                    }
                }
            }
        }
        return new Halves(metadata, payload);
    }

    /** What Jackson would take for UTF-16, UTF-32, or a mark that says UTF-8: a WebSocket's text is plain UTF-8. */
    private static boolean looksOtherwiseEncoded(byte[] text) {
        return text.length < 2 || text[0] <= 0 || text[1] <= 0;
    }

    private static boolean isChat(JsonNode metadata) {
        return metadata.path("subscription_type").asText("").equals("channel.chat.message");
    }

    private static JsonNode kept(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = JSON.createObjectNode();
                for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                    JsonToken value = json.nextToken();
                    if (value == JsonToken.VALUE_NULL || !KEPT_OF_CHAT.contains(name)) {
                        json.skipChildren();
                    } else {
                        object.set(name, kept(json));
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = JSON.createArrayNode();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    array.add(kept(json));
                }
                yield array;
            }
            // Nearly every value; the mapper would prepare itself for each as for a whole document.
            case VALUE_STRING -> TextNode.valueOf(json.getText());
            default -> JSON.readTree(json);
        };
    }
}
