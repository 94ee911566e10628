package bot.herald.simulator.discord;

import bot.herald.simulator.JsonNodes;
import bot.herald.simulator.Reply;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The shapes of Discord's errors. */
final class Errors {
    private Errors() {}

    static Reply oauth(int status, String error, String description) {
        ObjectNode body = JsonNodes.object().put("error", error);
        if (!description.isEmpty()) {
            body.put("error_description", description);
        }
        return Reply.json(status, body);
    }

    static Reply api(int status, int code, String message) {
        return Reply.json(status, JsonNodes.object().put("message", message).put("code", code));
    }

    static Reply unauthorized() {
        return api(401, 0, "401: Unauthorized");
    }

    static Reply notFound() {
        return api(404, 0, "404: Not Found");
    }

    static Reply missingAccess() {
        return api(403, 50001, "Missing Access");
    }

    static Reply missingPermissions() {
        return api(403, 50013, "Missing Permissions");
    }

    static Reply unknown(int code, String what) {
        return api(404, code, "Unknown " + what);
    }

    /** @param path of the field, with dots */
    static Reply form(String path, String code, String message) {
        ObjectNode errors = JsonNodes.object();
        ObjectNode at = errors;
        for (String part : path.split("\\.", -1)) {
            at = at.putObject(part);
        }
        at.putArray("_errors").addObject().put("code", code).put("message", message);
        ObjectNode body = JsonNodes.object().put("message", "Invalid Form Body").put("code", 50035);
        body.set("errors", errors);
        return Reply.json(400, body);
    }

    static Reply tooLong(String path, int most) {
        return form(path, "BASE_TYPE_MAX_LENGTH", "Must be " + most + " or fewer in length.");
    }

    static Reply outOfRange(String path, int most) {
        return form(path, "NUMBER_TYPE_MAX", "int value should be less than or equal to " + most + ".");
    }

    static Reply required(String path) {
        return form(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    /** Cloudflare's answer to a banned address: no JSON, no {@code Via}. */
    static Reply cloudflare(int status) {
        return Reply.text(status, "error code: 1015");
    }

    static Reply array(ArrayNode items) {
        return new Reply(200, "application/json", items.toString(), Map.of());
    }
}
