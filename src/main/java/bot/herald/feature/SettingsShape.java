package bot.herald.feature;

import bot.herald.feature.SettingField.Kind;
import bot.herald.settings.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A settings record and its JSON. Immutable and safe for concurrent use.
 *
 * <p>A constant of an enum is written in lower case with {@code -} for {@code _}.
 */
public final class SettingsShape<S extends Record> {
    /** In characters; as long as a chat line. */
    public static final int LONGEST_TEXT = 500;

    public static final int MOST_LINES = 200;

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<RecordComponent> components;
    private final List<SettingField> fields;

    private SettingsShape(Class<?> type) {
        this.type = type;
        this.components = List.of(type.getRecordComponents());
        this.fields = components.stream().map(SettingsShape::field).toList();
        try {
            this.constructor = type.getDeclaredConstructor(
                    components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
        constructor.setAccessible(true);
        components.forEach(component -> component.getAccessor().setAccessible(true));
    }

    /** @throws FeatureFault if the record has components that cannot be shown to people */
    static <S extends Record> SettingsShape<S> of(Class<?> type) {
        return new SettingsShape<>(type);
    }

    private static SettingField field(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new FeatureFault("its setting " + component.getName() + " has no @Setting");
        }
        return new SettingField(
                component.getName(),
                kind(component),
                setting.label(),
                setting.help(),
                setting.min(),
                setting.max(),
                component.getType().isEnum()
                        ? Arrays.stream(component.getType().getEnumConstants())
                                .map(SettingsShape::text)
                                .toList()
                        : List.of());
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
        throw new FeatureFault("its setting " + component.getName() + " is of a kind that cannot be shown to people ("
                + component.getGenericType().getTypeName()
                + "); boolean, int, String, List<String> and enums can");
    }

    public List<SettingField> fields() {
        return fields;
    }

    public ObjectNode write(S settings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < components.size(); i++) {
            json.set(fields.get(i).name(), json(fields.get(i).kind(), value(components.get(i), settings)));
        }
        return json;
    }

    private static JsonNode json(Kind kind, Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (kind) {
            case FLAG -> nodes.booleanNode((Boolean) value);
            case NUMBER -> nodes.numberNode((Integer) value);
            case TEXT -> nodes.textNode((String) value);
            case CHOICE -> nodes.textNode(text(value));
            case LINES -> {
                var list = nodes.arrayNode();
                ((List<?>) value).forEach(line -> list.add(String.valueOf(line)));
                yield list;
            }
        };
    }

    /**
     * The settings in {@code json}; what is missing there, or may not stand there, is as in {@code otherwise}, and what is
     * unknown is left out.
     *
     * @throws FeatureFault if the record itself refuses the values
     */
    public S read(JsonNode json, S otherwise) {
        Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            SettingField field = fields.get(i);
            JsonNode given = json.path(field.name());
            values[i] = given.isMissingNode() || problem(field, given).isPresent()
                    ? value(components.get(i), otherwise)
                    : value(components.get(i), field, given);
        }
        return make(values);
    }

    @SuppressWarnings("unchecked") // The constructor is that of S.
    private S make(Object[] values) {
        try {
            return (S) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new FeatureFault("its settings refuse these values: " + why.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    private static Object value(RecordComponent component, SettingField field, JsonNode json) {
        return switch (field.kind()) {
            case FLAG -> json.booleanValue();
            case NUMBER -> json.intValue();
            case TEXT -> json.textValue().strip();
            case CHOICE -> constant(component, json.textValue());
            case LINES -> lines(json);
        };
    }

    private static List<String> lines(JsonNode list) {
        List<String> lines = new ArrayList<>();
        for (JsonNode line : list) {
            if (!line.textValue().isBlank()) {
                lines.add(line.textValue().strip());
            }
        }
        return List.copyOf(lines);
    }

    private static Object constant(RecordComponent component, String text) {
        return Arrays.stream(component.getType().getEnumConstants())
                .filter(one -> text(one).equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object value(RecordComponent component, Object settings) {
        try {
            Object value = component.getAccessor().invoke(settings);
            if (value == null) {
                throw new FeatureFault("its setting " + component.getName() + " is null");
            }
            return value;
        } catch (InvocationTargetException e) {
            throw new FeatureFault("its setting " + component.getName() + " cannot be read");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** Everything in {@code json} that is of the wrong kind, out of bounds or unknown. */
    public List<Problem> problems(JsonNode json) {
        List<Problem> problems = new ArrayList<>();
        for (SettingField field : fields) {
            JsonNode given = json.path(field.name());
            if (!given.isMissingNode()) {
                problem(field, given).ifPresent(message -> problems.add(new Problem(field.name(), message)));
            }
        }
        json.fieldNames().forEachRemaining(name -> {
            if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                problems.add(new Problem(
                        name.substring(0, Math.min(name.length(), 50)),
                        "There is no such field; there are " + names()));
            }
        });
        return problems;
    }

    private String names() {
        return fields.isEmpty()
                ? "none."
                : String.join(", ", fields.stream().map(SettingField::name).toList()) + ".";
    }

    private static Optional<String> problem(SettingField field, JsonNode given) {
        return switch (field.kind()) {
            case FLAG -> given.isBoolean() ? Optional.empty() : Optional.of("This must be true or false.");
            case NUMBER -> number(field, given);
            case TEXT -> given.isTextual() ? line(given.textValue()) : Optional.of("This must be a text.");
            case LINES -> linesProblem(given);
            case CHOICE ->
                given.isTextual() && field.choices().contains(given.textValue())
                        ? Optional.empty()
                        : Optional.of("This must be one of " + String.join(", ", field.choices()) + ".");
        };
    }

    private static Optional<String> number(SettingField field, JsonNode given) {
        if (!given.isIntegralNumber()) {
            return Optional.of("This must be a whole number.");
        }
        boolean allowed =
                given.canConvertToInt() && given.intValue() >= field.least() && given.intValue() <= field.most();
        return allowed ? Optional.empty() : Optional.of("It must be " + field.least() + " to " + field.most() + ".");
    }

    private static Optional<String> linesProblem(JsonNode given) {
        if (!given.isArray()) {
            return Optional.of("This must be a list of texts.");
        }
        if (given.size() > MOST_LINES) {
            return Optional.of("At most " + MOST_LINES + " are allowed.");
        }
        for (JsonNode line : given) {
            Optional<String> wrong =
                    line.isTextual() ? line(line.textValue()) : Optional.of("This must be a list of texts.");
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> line(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.of("This is too long; at most " + LONGEST_TEXT + " characters are allowed.");
        }
        return text.chars().anyMatch(Character::isISOControl)
                ? Optional.of("This must be one line, without control characters.")
                : Optional.empty();
    }
}
