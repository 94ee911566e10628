package bot.herald.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;

/** What programs send. */
final class JsonBody {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonBody() {}

    /** For a route that needs no body: there may be an empty one or a JSON object, whose content does not matter. */
    static void refuseAllButJson(WebRequest request) {
        if (request.body().isBlank()) {
            return;
        }
        String type = request.header("content-type")
                .orElse("")
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            throw new ProblemException(AccessProblems.NOT_JSON);
        }
        try {
            if (!MAPPER.readTree(request.body()).isObject()) {
                throw new ProblemException(AccessProblems.BROKEN_JSON);
            }
        } catch (JsonProcessingException e) {
            throw new ProblemException(AccessProblems.BROKEN_JSON);
        }
    }
}
