package bot.herald.web;

import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.Problem;
import bot.herald.settings.SettingField;
import bot.herald.template.Placeholder;
import bot.herald.web.pages.FormField;
import bot.herald.web.pages.FormField.Palette;
import bot.herald.web.pages.FormField.Piece;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.PreviewView.Choice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a form; converts what is typed into them to the API's JSON and back. */
record FormShape(List<Input> inputs) {
    /** Shown above a form that is filled with what was typed before a login or a fault. */
    static final Problem NOT_SAVED_YET = new Problem("", Frame.TEXTS.saying("form.typed-before"));

    /** Shown above the form of an item that was deleted meanwhile; saving adds it again. */
    static final Problem DELETED = new Problem("", Frame.TEXTS.saying("form.deleted"));

    /** How a field is entered, and its type in JSON. */
    enum Kind {
        TEXT("text"),
        NUMBER("number"),
        CHECK("check"),
        SELECT("select"),
        /** A choice of few, all shown at once. */
        CHOICE("choice"),
        /** A list, separated by spaces or commas. */
        WORDS("text"),
        /** A list with one entry a line. */
        LINES("area"),
        LONG_TEXT("area");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }
    }

    /** How many choices are shown at once rather than in a list to open. */
    private static final int FEW = 5;

    /** @param name the field in the API; a dot leads into an object */
    record Input(String name, SettingField field, Kind kind) {
        static Input of(String inside, SettingField field) {
            return new Input(inside + field.name(), field, kind(field));
        }

        String label() {
            return field.label();
        }

        /** The unit beside the field, unless its label names it. */
        private String unit(Language language) {
            String unit = like(field.look().unit(), language);
            return like(label(), language).contains("(" + unit + ")") ? "" : unit;
        }

        private static Kind kind(SettingField field) {
            return switch (field.kind()) {
                case FLAG -> Kind.CHECK;
                case NUMBER -> Kind.NUMBER;
                case TEXT -> field.isSaid() ? Kind.LONG_TEXT : Kind.TEXT;
                case LINES -> field.look().words() ? Kind.WORDS : Kind.LINES;
                case CHOICE -> field.choices().size() > FEW ? Kind.SELECT : Kind.CHOICE;
            };
        }

        private boolean concerns(Problem problem) {
            return problem.field().equals(name) || problem.field().startsWith(name + "[");
        }
    }

    static FormShape of(Shown document) {
        return new FormShape(document.fields().stream()
                .map(field -> Input.of(document.inside().isEmpty() ? "" : document.inside() + ".", field))
                .toList());
    }

    /** The form's contents for a document. */
    Map<String, String> typed(Shown document) {
        JsonNode json = document.json();
        Map<String, String> typed = new LinkedHashMap<>();
        for (Input input : inputs) {
            typed.put(input.name, typed(input, json.at("/" + input.name.replace('.', '/'))));
        }
        return typed;
    }

    private static String typed(Input input, JsonNode value) {
        return switch (input.kind) {
            case CHECK -> value.asBoolean() ? "on" : "";
            case WORDS -> joined(value, ", ");
            case LINES -> joined(value, "\n");
            default -> value.asText();
        };
    }

    private static String joined(JsonNode list, String between) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return String.join(between, texts);
    }

    Map<String, String> typed(Parameters form) {
        return inputs.stream()
                .collect(Collectors.toMap(
                        Input::name, input -> form.find(input.name).orElse(""), (a, b) -> a, LinkedHashMap::new));
    }

    /** What was typed; fields that the form did not have, because an update added them since, keep their value. */
    Map<String, String> typed(Parameters form, Shown there) {
        Map<String, String> typed = typed(there);
        for (Input input : inputs) {
            String unsent = switch (input.kind) {
                // Browsers do not send unticked boxes, and a list may be empty.
                case CHECK, WORDS, LINES -> "";
                case NUMBER, SELECT, CHOICE, TEXT, LONG_TEXT -> typed.getOrDefault(input.name, "");
            };
            typed.put(input.name, form.find(input.name).orElse(unsent));
        }
        return typed;
    }

    /** Whether both hold the same, apart from the name and from blanks around a field. */
    boolean isSame(Map<String, String> one, Map<String, String> other) {
        return json(stripped(one)).equals(json(stripped(other)));
    }

    private static Map<String, String> stripped(Map<String, String> typed) {
        return typed.entrySet().stream()
                .filter(field -> !field.getKey().equals("name"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().strip()));
    }

    ObjectNode json(Map<String, String> typed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Input input : inputs) {
            String[] path = input.name.split("\\.", 2);
            ObjectNode parent = path.length == 1 ? json : json.withObjectProperty(path[0]);
            parent.set(path[path.length - 1], json(input, typed.getOrDefault(input.name, "")));
        }
        return json;
    }

    private static JsonNode json(Input input, String typed) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (input.kind) {
            case CHECK -> nodes.booleanNode(typed.equals("on"));
            case NUMBER ->
                typed.strip().matches("-?[0-9]{1,9}")
                        ? nodes.numberNode(Integer.parseInt(typed.strip()))
                        : nodes.textNode(typed);
            case WORDS -> list(typed.split("[\\s,]+"));
            case LINES -> list(typed.split("\\R"));
            case TEXT, SELECT, CHOICE, LONG_TEXT -> nodes.textNode(typed);
        };
    }

    private static ArrayNode list(String[] texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String text : texts) {
            if (!text.isBlank()) {
                list.add(text.strip());
            }
        }
        return list;
    }

    List<FormField> fields(Map<String, String> typed, List<Problem> problems, Sentences say) {
        Language language = say.language();
        boolean alone = inputs.stream().filter(input -> input.field.isSaid()).count() == 1;
        return inputs.stream()
                .map(input -> new FormField(
                        input.name,
                        like(input.field.look().group(), language),
                        like(input.label(), language),
                        like(input.field.hint(), language),
                        input.unit(language),
                        input.kind.shown,
                        typed.getOrDefault(input.name, ""),
                        input.field.choices().stream()
                                .map(choice -> new Choice(
                                        choice,
                                        RoleWords.choice(choice, say),
                                        choice.equals(typed.getOrDefault(input.name, ""))))
                                .toList(),
                        palette(input.field.look().holds(), alone, language),
                        problems.stream()
                                .filter(input::concerns)
                                .map(problem -> problem.saying().in(language))
                                .distinct()
                                .collect(Collectors.joining(" "))))
                .toList();
    }

    /** Translates the English texts of records and enums. */
    private static String like(String english, Language language) {
        return Frame.TEXTS.like(english, language);
    }

    /** @param open whether its first group is unfolded */
    private static List<Palette> palette(Set<Placeholder> holds, boolean open, Language language) {
        Map<Placeholder.Group, List<Piece>> groups = new EnumMap<>(Placeholder.Group.class);
        holds.stream()
                .sorted()
                .filter(one -> !one.forms(holds).isEmpty())
                .forEach(one -> groups.computeIfAbsent(one.group(), group -> new ArrayList<>())
                        .add(new Piece(one.forms(holds), like(one.meaning(), language))));
        List<Palette> palette = new ArrayList<>();
        groups.forEach((group, pieces) -> palette.add(
                new Palette(like(group.title(), language), open && palette.isEmpty(), List.copyOf(pieces))));
        return palette;
    }

    /** Whether it concerns a field that is filled in: the person may not have reached an empty one yet. */
    boolean isTyped(Problem problem, Map<String, String> typed) {
        return inputs.stream()
                .filter(input -> input.concerns(problem))
                .noneMatch(input -> typed.getOrDefault(input.name, "").isBlank());
    }

    /** Problems that concern no single field. */
    List<String> errors(List<Problem> problems, Language language) {
        return problems.stream()
                .filter(problem -> inputs.stream().noneMatch(input -> input.concerns(problem)))
                .map(problem -> problem.saying().in(language))
                .toList();
    }
}
