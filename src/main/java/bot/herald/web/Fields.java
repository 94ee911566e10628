package bot.herald.web;

import bot.herald.settings.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the fields of a JSON object that may name only some of them, and collects what is wrong with their kinds.
 *
 * <p>For one request, on one thread.
 */
final class Fields {
    private final JsonNode body;
    private final String path;
    private final List<Problem> problems;
    private final List<Fields> inner = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    Fields(JsonNode body) {
        this(body, "", new ArrayList<>());
    }

    private Fields(JsonNode body, String path, List<Problem> problems) {
        this.body = body;
        this.path = path;
        this.problems = problems;
    }

    String text(String name, String otherwise) {
        JsonNode value = value(name);
        if (value.isMissingNode() || value.isTextual()) {
            return value.asText(otherwise);
        }
        return wrong(name, "This must be a text.", otherwise);
    }

    /** Where null says the same as an empty text. */
    String textOrNothing(String name, String otherwise) {
        return value(name).isNull() ? "" : text(name, otherwise);
    }

    List<String> texts(String name, List<String> otherwise) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        List<String> texts = new ArrayList<>();
        value.forEach(one -> texts.add(one.asText()));
        boolean good = value.isArray() && texts.size() == count(value);
        return good ? List.copyOf(texts) : wrong(name, "This must be a list of texts.", otherwise);
    }

    private static int count(JsonNode list) {
        int texts = 0;
        for (JsonNode one : list) {
            texts += one.isTextual() ? 1 : 0;
        }
        return texts;
    }

    int number(String name, int otherwise) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        return value.isIntegralNumber() && value.canConvertToInt()
                ? value.intValue()
                : wrong(name, "This must be a whole number.", otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = value(name);
        if (value.isMissingNode() || value.isBoolean()) {
            return value.asBoolean(otherwise);
        }
        return wrong(name, "This must be true or false.", otherwise);
    }

    /** The fields of an object inside; all of them are missing where it is. */
    Fields inner(String name) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isObject()) {
            wrong(name, "This must be an object.", "");
        }
        Fields found = new Fields(value, path + name + ".", problems);
        inner.add(found);
        return found;
    }

    /** A field that people may send back as they got it, to no effect. */
    void leaveAlone(String name) {
        known.add(name);
    }

    /** A field that may be sent back, but only as it is. */
    void unchangeable(String name, boolean is, String message) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !(value.isBoolean() && value.booleanValue() == is)) {
            wrong(name, message, is);
        }
    }

    /** What is wrong, once everything has been read: fields that nobody asked for, too. */
    List<Problem> problems() {
        List<Problem> all = new ArrayList<>(problems);
        addUnknown(all);
        return List.copyOf(all);
    }

    private void addUnknown(List<Problem> all) {
        body.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                all.add(new Problem(
                        path + shortened(name),
                        "There is no such field; there are " + String.join(", ", sorted(known)) + "."));
            }
        });
        inner.forEach(fields -> fields.addUnknown(all));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    private static String shortened(String name) {
        return name.length() > 50 ? name.substring(0, 50) : name;
    }

    private JsonNode value(String name) {
        known.add(name);
        return body.path(name);
    }

    private <T> T wrong(String name, String message, T otherwise) {
        problems.add(new Problem(path + name, message));
        return otherwise;
    }
}
