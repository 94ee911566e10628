package bot.herald.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The JSON that programs send. */
final class JsonBody {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonBody() {}

    /** For a route that needs no body: takes none, or any JSON object. */
    static void refuseAllButJson(WebRequest request) {
        if (!request.body().isBlank()) {
            object(request);
        }
    }

    /** @throws ProblemException 415 if it is not sent as JSON, 400 if it is not one JSON object */
    static JsonNode object(WebRequest request) {
        if (!request.contentType().equals("application/json")) {
            throw new ProblemException(AccessProblems.NOT_JSON);
        }
        try {
            JsonNode body = MAPPER.readTree(request.body());
            if (!body.isObject()) {
                throw new ProblemException(AccessProblems.BROKEN_JSON);
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new ProblemException(AccessProblems.BROKEN_JSON);
        }
    }
}
