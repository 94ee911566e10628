package bot.herald.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What the switches in rows have in common. */
final class Switches {
    private Switches() {}

    /** Whether the form switches on. */
    static boolean isOn(Parameters form) {
        return form.find("to").filter("on"::equals).isPresent();
    }

    static JsonNode fields(boolean on) {
        return JsonNodeFactory.instance.objectNode().put("enabled", on);
    }

    /** Whether a script asks, which shows the row anew and leaves the rest of the page as it is. */
    static boolean isForRow(WebRequest request) {
        return request.header("hx-request").isPresent();
    }

    /** An id for the row in a page: a name may hold what an id, or a selector, may not. */
    static String rowId(String kind, String name) {
        return kind + "-" + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    }
}
