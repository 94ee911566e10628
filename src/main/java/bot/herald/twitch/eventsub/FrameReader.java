package bot.herald.twitch.eventsub;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message's JSON.
 *
 * <p>A chat message has some sixty values, of which Herald needs a dozen: those are read, and the others skipped without
 * a copy, by {@link ScannedValues} where the message is written as Twitch usually writes it, and otherwise by Jackson.
 * All other messages, and chat that is put together in any other way, are parsed whole.
 */
final class FrameReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FrameReader() {}

    /** A message's envelope. */
    private static final class Metadata {
        private String id = "";
        private String type = "";
        private String sentAt = "";
        private String subscription = "";

        Metadata() {}

        void read(JsonValues json) throws IOException {
            if (!json.enter('{')) {
                return;
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                switch (name) {
                    case "message_id" -> id = or(json.text(), "");
                    case "message_type" -> type = or(json.text(), "");
                    case "message_timestamp" -> sentAt = or(json.text(), "");
                    case "subscription_type" -> subscription = or(json.text(), "");
                    default -> json.skip();
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
        try {
            return read(new ScannedValues(text, length), true);
        } catch (ScannedValues.Unusual e) {
            return parsed(text, length);
        }
    }

    private static Optional<SocketFrame> parsed(byte[] text, int length) throws IOException {
        try {
            return parsed(text, length, true);
        } catch (ScannedValues.Unusual e) {
            return parsed(text, length, false);
        }
    }

    private static Optional<SocketFrame> parsed(byte[] text, int length, boolean mayBeChat) throws IOException {
        try (JsonParser json = JSON.createParser(text, 0, length)) {
            json.nextToken();
            return read(new JsonValues.Parsed(JSON, json), mayBeChat);
        }
    }

    /** @param mayBeChat whether to read only what Herald needs of a chat message */
    static Optional<SocketFrame> read(JsonValues json, boolean mayBeChat) throws IOException {
        Metadata metadata = new Metadata();
        JsonNode payload = MissingNode.getInstance();
        ChatLine chat = null;
        if (json.enter('{')) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                switch (name) {
                    case "metadata" -> {
                        metadata = new Metadata();
                        metadata.read(json);
                    }
                    case "payload" -> {
                        if (mayBeChat && metadata.isChat()) {
                            chat = chat(json);
                        } else {
                            payload = json.tree();
                        }
                    }
                    default -> json.skip();
                }
            }
        }
        return metadata.id.isEmpty() || metadata.type.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SocketFrame(metadata.id, metadata.type, Timestamps.parse(metadata.sentAt), payload, chat));
    }

    /** @throws ScannedValues.Unusual at anything but one chat message of an enabled subscription */
    private static ChatLine chat(JsonValues json) throws IOException {
        boolean isEnabled = false;
        ChatLine line = null;
        if (json.enter('{')) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                switch (name) {
                    case "subscription" -> isEnabled = json.enter('{') && isEnabledChat(json);
                    case "event" -> {
                        if (line != null) {
                            throw new ScannedValues.Unusual();
                        }
                        line = ChatLine.read(json);
                    }
                    default -> json.skip();
                }
            }
        }
        if (line == null || !isEnabled) {
            throw new ScannedValues.Unusual();
        }
        return line;
    }

    private static boolean isEnabledChat(JsonValues json) throws IOException {
        String type = null;
        String status = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            switch (name) {
                case "type" -> type = json.text();
                case "status" -> status = json.text();
                default -> json.skip();
            }
        }
        return ChatLine.TYPE.equals(type) && "enabled".equals(status);
    }

    /** Whether Jackson would see UTF-16, UTF-32 or a byte order mark: WebSocket messages are plain UTF-8. */
    private static boolean looksOtherwiseEncoded(byte[] text, int length) {
        return length < 2 || text[0] <= 0 || text[1] <= 0;
    }
}
