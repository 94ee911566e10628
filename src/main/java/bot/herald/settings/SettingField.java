package bot.herald.settings;

import bot.herald.language.Saying;
import bot.herald.language.Texts;
import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field that people can set, and its allowed values.
 *
 * @param name in JSON; a dot leads into an object
 * @param least the smallest number, or the fewest lines
 * @param most the largest number, or the most lines
 * @param choices only for {@link Kind#CHOICE}
 */
public record SettingField(
        String name, Kind kind, String label, String help, int least, int most, List<String> choices, Look look) {
    /** In {@link Characters}; as long as a chat line. */
    public static final int LONGEST_TEXT = ChatText.LONGEST;

    public static final int MOST_LINES = 200;

    private static final Texts TEXTS = Texts.beside(SettingField.class);
    private static final String THIS = "this";

    /** The kind of its value, in forms and in JSON. */
    public enum Kind {
        FLAG,
        NUMBER,
        TEXT,
        /** A list of texts. */
        LINES,
        CHOICE
    }

    /**
     * Further properties for forms, messages and checks.
     *
     * @param group the part of the form it belongs to; empty for none
     * @param unit of a number; empty for none
     * @param noun its name in a sentence; empty for "it"
     * @param words whether a list's entries are single words
     * @param optional whether null means an empty text
     * @param says the occasion on which the bot says the text; empty if it does not
     * @param holds the placeholders allowed in a text that the bot says; empty if it does not
     */
    public record Look(
            String group,
            String unit,
            String noun,
            boolean words,
            boolean optional,
            String says,
            Set<Placeholder> holds) {
        public Look {
            holds = Set.copyOf(holds);
        }
    }

    public SettingField {
        choices = List.copyOf(choices);
    }

    /** @throws ShapeFault if the component is of a kind that cannot be shown to people */
    public static SettingField of(
            RecordComponent component, String label, String help, int least, int most, Look look) {
        Kind kind = kind(component);
        return new SettingField(
                component.getName(),
                kind,
                label,
                Stream.of(help, placeholders(look))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")),
                least,
                kind == Kind.LINES ? Math.min(most, MOST_LINES) : most,
                kind == Kind.CHOICE
                        ? Arrays.stream(component.getType().getEnumConstants())
                                .map(SettingField::text)
                                .toList()
                        : List.of(),
                look);
    }

    private static Kind kind(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return Kind.FLAG;
        }
        if (type == int.class) {
            return Kind.NUMBER;
        }
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type.isEnum()) {
            return Kind.CHOICE;
        }
        if (type == List.class
                && component.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] == String.class) {
            return Kind.LINES;
        }
        throw new ShapeFault("its setting " + component.getName() + " is of a kind that cannot be shown to people ("
                + component.getGenericType().getTypeName()
                + "); boolean, int, String, List<String> and enums can");
    }

    /** Names the simple placeholders; the others need more explanation. */
    private static String placeholders(Look look) {
        List<String> words = look.holds().stream()
                .sorted()
                .map(Placeholder::example)
                .filter(example -> !example.contains(":"))
                .toList();
        return look.holds().isEmpty()
                ? ""
                : "You can use " + String.join(", ", words)
                        + (words.size() == look.holds().size() ? "." : " and more.");
    }

    /** An enum constant in JSON: in lower case, with {@code -} for {@code _}. */
    static String text(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@link #help} without the placeholders, for a form that lists them. */
    public String hint() {
        String all = placeholders(look);
        return help.endsWith(all)
                ? help.substring(0, help.length() - all.length()).strip()
                : help;
    }

    /** Whether it is a text that the bot says. */
    public boolean isSaid() {
        return !look.holds().isEmpty();
    }

    SettingField within(String object) {
        return new SettingField(object + "." + name, kind, label, help, least, most, choices, look);
    }

    /** Why the JSON is not of the right kind, whatever its value. */
    Optional<Saying> wrongKind(JsonNode given) {
        return switch (kind) {
            case FLAG -> given.isBoolean() ? Optional.empty() : Optional.of(TEXTS.saying("kind.flag"));
            case NUMBER -> {
                if (!given.isIntegralNumber()) {
                    yield Optional.of(TEXTS.saying("kind.number"));
                }
                yield given.canConvertToInt() ? Optional.empty() : Optional.of(bounds());
            }
            case TEXT ->
                given.isTextual() || (look.optional() && given.isNull())
                        ? Optional.empty()
                        : Optional.of(TEXTS.saying("kind.text"));
            case LINES -> isTexts(given) ? Optional.empty() : Optional.of(TEXTS.saying("kind.lines"));
            case CHOICE ->
                given.isTextual() && choices.contains(given.textValue())
                        ? Optional.empty()
                        : Optional.of(TEXTS.saying(
                                "kind.choice",
                                "subject",
                                subject(look.noun().isEmpty() ? THIS : look.noun()),
                                "choices",
                                String.join(", ", choices)));
        };
    }

    private static boolean isTexts(JsonNode given) {
        for (JsonNode one : given) {
            if (!one.isTextual()) {
                return false;
            }
        }
        return given.isArray();
    }

    /** {@link #problems}, and what would work but is surely a mistake. */
    List<Problem> objections(JsonNode given) {
        List<Problem> problems = new ArrayList<>(problems(given));
        if (problems.isEmpty() && isSaid() && kind == Kind.TEXT) {
            problems.addAll(TextCheck.otherBotsPlaceholders(name, given.asText(""), look.holds()));
        } else if (problems.isEmpty() && isSaid() && kind == Kind.LINES) {
            for (int i = 0; i < given.size(); i++) {
                problems.addAll(TextCheck.otherBotsPlaceholders(
                        name + "[" + i + "]", given.get(i).textValue(), look.holds()));
            }
        }
        return problems;
    }

    /** Everything that makes a value of the right kind unusable. */
    List<Problem> problems(JsonNode given) {
        return switch (kind) {
            case FLAG, CHOICE -> List.of();
            case NUMBER ->
                given.intValue() >= least && given.intValue() <= most
                        ? List.of()
                        : List.of(new Problem(name, bounds()));
            case TEXT -> text(name, given.asText(""));
            case LINES -> lines(given);
        };
    }

    private List<Problem> lines(JsonNode given) {
        if (given.size() < least || given.size() > most) {
            return List.of(new Problem(
                    name,
                    least == 0
                            ? TEXTS.saying("lines.most", "most", counted(most))
                            : TEXTS.saying("lines.range", "least", least, "most", counted(most))));
        }
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String line = given.get(i).textValue();
            problems.addAll(text(isSaid() ? name + "[" + i + "]" : name, line));
        }
        // One problem is enough for a list that the bot does not say.
        return isSaid() ? problems : problems.stream().limit(1).toList();
    }

    private List<Problem> text(String field, String text) {
        if (isSaid()) {
            return TextCheck.of(field, kind == Kind.LINES ? "text" : noun("text"), text, look.holds());
        }
        if (Characters.areMoreThan(LONGEST_TEXT, text)) {
            return List.of(
                    new Problem(field, TEXTS.saying("text.long", "subject", subject(THIS), "most", LONGEST_TEXT)));
        }
        return text.chars().anyMatch(Character::isISOControl)
                ? List.of(new Problem(field, TEXTS.saying("text.line")))
                : List.of();
    }

    private Saying bounds() {
        Saying subject = subject(look.noun().isEmpty() ? "it" : look.noun());
        Saying range = TEXTS.saying("range", "least", least, "most", most);
        return TEXTS.saying(
                "bounds",
                "subject",
                subject,
                "range",
                look.unit().isEmpty()
                        ? range
                        : TEXTS.saying("unit", "range", range, "unit", word("unit.", look.unit())));
    }

    private Saying counted(int number) {
        return look.noun().isEmpty()
                ? Saying.untranslated(String.valueOf(number))
                : TEXTS.saying("unit", "range", number, "unit", word("several.", look.noun()));
    }

    /** The subject of a sentence about it; in English if only a plug-in has such a noun. */
    static Saying subject(String noun) {
        return TEXTS.has("the." + noun) ? TEXTS.saying("the." + noun) : Saying.untranslated("The " + noun);
    }

    private static Saying word(String kind, String word) {
        return TEXTS.has(kind + word) ? TEXTS.saying(kind + word) : Saying.untranslated(word);
    }

    private String noun(String otherwise) {
        return look.noun().isEmpty() ? otherwise : look.noun();
    }
}
