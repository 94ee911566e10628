package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.settings.Change;
import bot.herald.settings.Documents.Shown;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What the on/off switches in tables share. */
final class Switches {
    private Switches() {}

    /** Whether the form switches on. */
    static boolean isOn(Parameters form) {
        return form.find("to").filter("on"::equals).isPresent();
    }

    /**
     * Switches the document that the address names as the form says.
     *
     * @return the document as it is now
     */
    static Shown turn(Editors editing, String kind, WebRequest request, Visitor visitor, Channel channel) {
        boolean on = isOn(FormGuard.form(request, visitor));
        String name = request.pathValues().getOrDefault("name", "");
        return Changes.done(turn(editing, kind, visitor, channel, name, on), IfMatch.ANYTHING);
    }

    static Change<Shown> turn(Editors editing, String kind, Visitor visitor, Channel channel, String name, boolean on) {
        return editing.of(kind).replace(visitor.person(), channel.id(), name, fields(on), IfMatch.ANYTHING);
    }

    static ObjectNode fields(boolean on) {
        return JsonNodeFactory.instance.objectNode().put("enabled", on);
    }

    /** Whether a script asks, which replaces only the row. */
    static boolean isForRow(WebRequest request) {
        return request.header("hx-request").isPresent();
    }

    /** An id for the row; a name may hold characters that an id or a selector may not. */
    static String rowId(String kind, String name) {
        return kind + "-" + HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
    }
}
