package bot.herald.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes JSON. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Reads what {@link #write} wrote. */
    static JsonNode read(String written) {
        try {
            return MAPPER.readTree(written);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Herald's own JSON cannot be read", e);
        }
    }

    /** @param value of maps, lists, strings, numbers and records of these */
    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }
}
