package bot.herald.settings;

import bot.herald.language.Texts;
import bot.herald.settings.SettingField.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A record that people edit, and its JSON. Immutable and safe for concurrent use.
 *
 * <p>A component that is a record is an object in JSON. A {@code long} is no field: it counts what Herald itself counts.
 */
public final class RecordShape<T extends Record> {
    private static final Texts TEXTS = Texts.beside(RecordShape.class);

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<Part> parts;
    private final List<SettingField> fields;

    /**
     * A component.
     *
     * @param field null unless it is one
     * @param inner null unless it is an object
     */
    private record Part(
            RecordComponent component,
            @Nullable SettingField field,
            @Nullable RecordShape<?> inner) {
        private String name() {
            return component.getName();
        }
    }

    private RecordShape(Class<?> type, Function<RecordComponent, SettingField> reader) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.parts = Arrays.stream(components).map(one -> part(one, reader)).toList();
        this.fields = parts.stream().flatMap(part -> fields(part).stream()).toList();
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
        constructor.setAccessible(true);
        parts.forEach(part -> part.component.getAccessor().setAccessible(true));
    }

    /**
     * @param reader what is to be shown of a component
     * @throws ShapeFault if the record has components that cannot be shown to people
     */
    public static <T extends Record> RecordShape<T> of(Class<T> type, Function<RecordComponent, SettingField> reader) {
        return new RecordShape<>(type, reader);
    }

    private static Part part(RecordComponent component, Function<RecordComponent, SettingField> reader) {
        if (component.getType() == long.class && component.getAnnotations().length == 0) {
            return new Part(component, null, null);
        }
        return component.getType().isRecord()
                ? new Part(component, null, new RecordShape<>(component.getType(), reader))
                : new Part(component, reader.apply(component), null);
    }

    private static List<SettingField> fields(Part part) {
        if (part.field != null) {
            return List.of(part.field);
        }
        return part.inner == null
                ? List.of()
                : part.inner.fields().stream()
                        .map(field -> field.within(part.name()))
                        .toList();
    }

    /** In the record's order, those of objects among them. */
    public List<SettingField> fields() {
        return fields;
    }

    /** Whether Herald counts something in it. */
    public boolean hasCounts() {
        return parts.stream().anyMatch(part -> part.field == null && part.inner == null);
    }

    /** What people may set of it. */
    public ObjectNode write(T record) {
        return written(record);
    }

    private ObjectNode written(Object record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Part part : parts) {
            if (part.field != null) {
                json.set(part.name(), json(part.field.kind(), value(part.component, record)));
            } else if (part.inner != null) {
                json.set(part.name(), part.inner.written(value(part.component, record)));
            }
        }
        return json;
    }

    private static JsonNode json(Kind kind, Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (kind) {
            case FLAG -> nodes.booleanNode((Boolean) value);
            case NUMBER -> nodes.numberNode((Integer) value);
            case TEXT -> nodes.textNode((String) value);
            case CHOICE -> nodes.textNode(SettingField.text(value));
            case LINES -> {
                var list = nodes.arrayNode();
                ((List<?>) value).forEach(line -> list.add(String.valueOf(line)));
                yield list;
            }
        };
    }

    /**
     * The record in {@code json}; what is missing there, or is of the wrong kind, is as in {@code otherwise}, and what is unknown
     * is left out.
     *
     * @throws ShapeFault if the record itself refuses the values
     */
    public T read(JsonNode json, T otherwise) {
        return made(values(json, otherwise));
    }

    /** The same record with these values in the components of these names, as far as there are any. */
    public T with(T record, Map<String, Object> changed) {
        return made(parts.stream()
                .map(part -> changed.getOrDefault(part.name(), value(part.component, record)))
                .toArray());
    }

    private Object[] values(JsonNode json, Object otherwise) {
        Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            Part part = parts.get(i);
            JsonNode given = json.path(part.name());
            Object before = value(part.component, otherwise);
            if (part.inner != null) {
                values[i] = part.inner.made(part.inner.values(given, before));
            } else if (part.field == null
                    || given.isMissingNode()
                    || part.field.wrongKind(given).isPresent()) {
                values[i] = before;
            } else {
                values[i] = value(part.component, part.field.kind(), given);
            }
        }
        return values;
    }

    @SuppressWarnings("unchecked") // The constructor is that of T.
    private T made(Object[] values) {
        try {
            return (T) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new ShapeFault("its settings refuse these values: " + why.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    private static Object value(RecordComponent component, Kind kind, JsonNode json) {
        return switch (kind) {
            case FLAG -> json.booleanValue();
            case NUMBER -> json.intValue();
            case TEXT -> json.asText("");
            case CHOICE -> constant(component, json.textValue());
            case LINES -> {
                List<String> lines = new ArrayList<>();
                json.forEach(line -> lines.add(line.textValue()));
                yield List.copyOf(lines);
            }
        };
    }

    private static Object constant(RecordComponent component, String text) {
        return Arrays.stream(component.getType().getEnumConstants())
                .filter(one -> SettingField.text(one).equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            Object value = component.getAccessor().invoke(record);
            if (value == null) {
                throw new ShapeFault("its setting " + component.getName() + " is null");
            }
            return value;
        } catch (InvocationTargetException e) {
            throw new ShapeFault("its setting " + component.getName() + " cannot be read");
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** Everything in {@code json} that keeps it from being saved. */
    public List<Problem> problems(JsonNode json) {
        List<Problem> problems = new ArrayList<>(wrongKinds(json));
        for (SettingField field : fields) {
            JsonNode given = at(json, field);
            if (!given.isMissingNode() && field.wrongKind(given).isEmpty()) {
                problems.addAll(field.objections(given));
            }
        }
        return sorted(problems);
    }

    /** What may stand there of {@code json}, texts without spaces around them and lists without empty lines. */
    public ObjectNode usable(JsonNode json) {
        ObjectNode usable = JsonNodeFactory.instance.objectNode();
        for (SettingField field : fields) {
            JsonNode given = at(json, field);
            if (given.isMissingNode()
                    || field.wrongKind(given).isPresent()
                    || !field.problems(given).isEmpty()) {
                continue;
            }
            int dot = field.name().indexOf('.');
            ObjectNode parent =
                    dot < 0 ? usable : usable.withObjectProperty(field.name().substring(0, dot));
            parent.set(field.name().substring(dot + 1), tidied(field.kind(), given));
        }
        return usable;
    }

    private static JsonNode tidied(Kind kind, JsonNode given) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (kind == Kind.TEXT) {
            return nodes.textNode(given.asText("").strip());
        }
        if (kind != Kind.LINES) {
            return given;
        }
        var lines = nodes.arrayNode();
        given.forEach(line -> {
            if (!line.textValue().isBlank()) {
                lines.add(line.textValue().strip());
            }
        });
        return lines;
    }

    /** Everything in {@code json} that is of the wrong kind or unknown. */
    List<Problem> wrongKinds(JsonNode json) {
        List<Problem> problems = new ArrayList<>();
        wrongKinds(json, "", problems);
        return problems;
    }

    private void wrongKinds(JsonNode json, String path, List<Problem> problems) {
        for (Part part : parts) {
            JsonNode given = json.path(part.name());
            if (given.isMissingNode()) {
                continue;
            }
            if (part.field != null) {
                part.field
                        .wrongKind(given)
                        .ifPresent(message -> problems.add(new Problem(path + part.name(), message)));
            } else if (part.inner != null && given.isObject()) {
                part.inner.wrongKinds(given, path + part.name() + ".", problems);
            } else if (part.inner != null) {
                problems.add(new Problem(path + part.name(), TEXTS.saying("kind.object")));
            }
        }
        List<String> known = parts.stream()
                .filter(part -> part.field != null || part.inner != null)
                .map(Part::name)
                .toList();
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(new Problem(
                        path + name.substring(0, Math.min(name.length(), 50)),
                        known.isEmpty()
                                ? TEXTS.saying("no-field.none")
                                : TEXTS.saying("no-field", "fields", String.join(", ", known))));
            }
        });
    }

    /** In the order of the fields; what concerns none of them last. */
    List<Problem> sorted(List<Problem> problems) {
        List<String> names = fields.stream().map(SettingField::name).toList();
        return problems.stream()
                .sorted(Comparator.comparingInt(problem -> {
                    int index = names.indexOf(problem.field().replaceFirst("\\[.*", ""));
                    return index < 0 ? names.size() : index;
                }))
                .toList();
    }

    private static JsonNode at(JsonNode json, SettingField field) {
        return json.at("/" + field.name().replace('.', '/'));
    }
}
