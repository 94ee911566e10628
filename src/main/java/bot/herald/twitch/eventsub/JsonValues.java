package bot.herald.twitch.eventsub;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a JSON text value by value, in their order. */
interface JsonValues {
    /**
     * Enters the object or array here if it begins with {@code open}; skips any other value.
     *
     * @return whether it was entered
     */
    boolean enter(char open) throws IOException;

    /**
     * Moves to the value of the next field of the object that was entered.
     *
     * @return the field's name; null at the end of the object
     */
    @Nullable
    String nextName() throws IOException;

    /**
     * Moves to the next value of the array that was entered.
     *
     * @return whether there is one
     */
    boolean nextElement() throws IOException;

    /** The value here as text; null if it is {@code null}, an object or an array. */
    @Nullable
    String text() throws IOException;

    void skip() throws IOException;

    /** The value here, whole. */
    JsonNode tree() throws IOException;

    /** Reads with Jackson's parser. */
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
