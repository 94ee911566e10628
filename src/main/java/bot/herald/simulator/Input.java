package bot.herald.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a control, from a form or JSON. Throws {@link BadInput} for values that are missing or wrong. */
record Input(ObjectNode members, World world) {
    static Input of(Exchange exchange, World world) {
        if (exchange.isForm()) {
            ObjectNode members = JsonNodes.object();
            for (String name : exchange.form().names()) {
                members.put(name, exchange.form().first(name));
            }
            return new Input(members, world);
        }
        ObjectNode members = JsonNodes.parseObject(exchange.body());
        if (members == null) {
            throw new BadInput("the body must be a JSON object or a form");
        }
        return new Input(members, world);
    }

    String text(String name) {
        String value = JsonNodes.text(members, name);
        if (value == null) {
            throw new BadInput("'" + name + "' is missing or not a text");
        }
        return value;
    }

    String textOr(String name, String otherwise) {
        return members.hasNonNull(name) && !members.path(name).asText().isEmpty() ? text(name) : otherwise;
    }

    /** A text, or anything else as JSON. */
    String jsonOr(String name, String otherwise) {
        JsonNode value = members.get(name);
        return value == null || value.isNull() ? otherwise : value.isTextual() ? value.textValue() : value.toString();
    }

    /** A JSON object of texts; empty if there is none. */
    Map<String, String> texts(String name) {
        JsonNode value = members.path(name);
        if (!value.isMissingNode() && !value.isObject()) {
            throw new BadInput("'" + name + "' must be a JSON object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        value.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
        return texts;
    }

    int number(String name, int otherwise) {
        JsonNode value = members.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.asText().matches("\\d{1,9}")) {
            throw new BadInput("'" + name + "' must be a whole number, 0 or more");
        }
        return value.asInt();
    }

    /** How often something happens: {@code times}, 1 if it is missing. */
    int times() {
        int times = number("times", 1);
        if (times < 1) {
            throw new BadInput("times must be 1 or more");
        }
        return times;
    }

    /** A value that JSON may hold as a string or as a number. */
    String wordOr(String name, String otherwise) {
        String value = members.path(name).asText();
        return value.isEmpty() ? otherwise : value;
    }

    boolean flag(String name) {
        return switch (wordOr(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadInput("'" + name + "' must be true or false");
        };
    }

    /** The account with this login; creates it if there is none. */
    SimulatedUser account(String name) {
        return world.accounts.getOrCreate(text(name), null);
    }
}
