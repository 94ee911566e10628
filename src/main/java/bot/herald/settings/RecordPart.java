package bot.herald.settings;

import bot.herald.settings.SettingField.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One component of a {@link RecordShape}: its value in the record and in JSON.
 *
 * @param field null unless people set it as one value
 * @param inner null unless it is an object in JSON
 */
record RecordPart(
        RecordComponent component,
        @Nullable SettingField field,
        @Nullable RecordShape<?> inner) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** @throws ShapeFault if people cannot be shown such a component */
    static RecordPart of(RecordComponent component, Function<RecordComponent, SettingField> reader) {
        component.getAccessor().setAccessible(true);
        if (component.getType() == long.class && component.getAnnotations().length == 0) {
            return new RecordPart(component, null, null);
        }
        return component.getType().isRecord()
                ? new RecordPart(component, null, new RecordShape<>(component.getType(), reader))
                : new RecordPart(component, reader.apply(component), null);
    }

    String name() {
        return component.getName();
    }

    /** Whether people see it: Herald's own counts are not shown. */
    boolean isShown() {
        return field != null || inner != null;
    }

    List<SettingField> fields() {
        if (field != null) {
            return List.of(field);
        }
        return inner == null
                ? List.of()
                : inner.fields().stream().map(one -> one.within(name())).toList();
    }

    /** Its value in {@code record}. */
    Object of(Object record) {
        try {
            Object value = component.getAccessor().invoke(record);
            if (value == null) {
                throw new ShapeFault("its setting " + name() + " is null");
            }
            return value;
        } catch (InvocationTargetException e) {
            throw new ShapeFault("its setting " + name() + " cannot be read");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** Its value in {@code record} as JSON; only for a part that {@linkplain #isShown is shown}. */
    JsonNode written(Object record) {
        Object value = of(record);
        if (inner != null) {
            return inner.written(value);
        }
        if (field == null) {
            throw new IllegalStateException("nobody sees " + component);
        }
        return switch (field.kind()) {
            case FLAG -> NODES.booleanNode((Boolean) value);
            case NUMBER -> NODES.numberNode((Integer) value);
            case TEXT -> NODES.textNode((String) value);
            case CHOICE -> NODES.textNode(SettingField.text(value));
            case LINES -> {
                ArrayNode list = NODES.arrayNode();
                ((List<?>) value).forEach(line -> list.add(String.valueOf(line)));
                yield list;
            }
        };
    }

    /** The value in {@code given}, or that of {@code otherwise} if it is missing there or of the wrong kind. */
    Object read(JsonNode given, Object otherwise) {
        Object before = of(otherwise);
        if (inner != null) {
            return inner.made(inner.values(given, before));
        }
        return field == null || given.isMissingNode() || field.wrongKind(given).isPresent()
                ? before
                : value(field.kind(), given);
    }

    private Object value(Kind kind, JsonNode given) {
        return switch (kind) {
            case FLAG -> given.booleanValue();
            case NUMBER -> given.intValue();
            case TEXT -> given.asText("");
            case CHOICE -> constant(given.textValue());
            case LINES -> {
                List<String> lines = new ArrayList<>();
                given.forEach(line -> lines.add(line.textValue()));
                yield List.copyOf(lines);
            }
        };
    }

    private Object constant(String text) {
        return Arrays.stream(component.getType().getEnumConstants())
                .filter(one -> SettingField.text(one).equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** Texts without spaces around them, and lists without empty lines. */
    static JsonNode tidied(Kind kind, JsonNode given) {
        if (kind == Kind.TEXT) {
            return NODES.textNode(given.asText("").strip());
        }
        if (kind != Kind.LINES) {
            return given;
        }
        ArrayNode lines = NODES.arrayNode();
        given.forEach(line -> {
            if (!line.textValue().isBlank()) {
                lines.add(line.textValue().strip());
            }
        });
        return lines;
    }
}
