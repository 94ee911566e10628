package bot.herald.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Renders pages and JSON. Templates are compiled with the project and escape by context. Safe for concurrent use. */
final class Pages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "bot.herald.web.pages.generated");

    String render(String template, Map<String, Object> parameters) {
        TemplateOutput output = new StringOutput();
        engine.render(template, parameters, output);
        return output.toString();
    }

    JsonNode json(Problem problem) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("error").put("code", problem.code()).put("message", problem.message());
        return root;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
