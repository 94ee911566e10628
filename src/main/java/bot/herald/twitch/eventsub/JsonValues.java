package bot.herald.twitch.eventsub;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A JSON text, value by value as they come. */
interface JsonValues {
    /** Whether the object or array that begins with {@code open} stands here; it is entered then, any other value is skipped. */
    boolean enter(char open) throws IOException;

    /** The name of the next field in the object that was entered, whose value stands here then; null at the object's end. */
    @Nullable
    String nextName() throws IOException;

    /** Whether there is another value in the array that was entered; it stands here then. */
    boolean nextElement() throws IOException;

    /** The value, as text; null where there is none, and where it is no single value. */
    @Nullable
    String text() throws IOException;

    void skip() throws IOException;

    /** The value as a whole. */
    JsonNode tree() throws IOException;

    /** Jackson's. */
    record Parsed(ObjectMapper mapper, JsonParser json) implements JsonValues {
        @Override
        public boolean enter(char open) throws IOException {
            if (json.currentToken() == (open == '{' ? JsonToken.START_OBJECT : JsonToken.START_ARRAY)) {
                return true;
            }
            json.skipChildren();
            return false;
        }

        @Override
        public @Nullable String nextName() throws IOException {
            String name = json.nextFieldName();
            if (name != null) {
                json.nextToken();
            }
            return name;
        }

        @Override
        public boolean nextElement() throws IOException {
            return json.nextToken() != JsonToken.END_ARRAY;
        }

        @Override
        public @Nullable String text() throws IOException {
            JsonToken value = json.currentToken();
            if (value == JsonToken.VALUE_NULL || !value.isScalarValue()) {
                json.skipChildren();
                return null;
            }
            return json.getText();
        }

        @Override
        public void skip() throws IOException {
            json.skipChildren();
        }

        @Override
        public JsonNode tree() throws IOException {
            return mapper.readTree(json);
        }
    }
}
