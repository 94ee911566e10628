package bot.herald.settings;

import bot.herald.language.Texts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
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

/**
 * Converts a record that people edit to JSON and back, and checks it. Immutable and safe for concurrent use.
 *
 * <p>A component that is a record is an object in JSON. A {@code long} is not shown: Herald counts in it.
 */
public final class RecordShape<T extends Record> {
    private static final Texts TEXTS = Texts.beside(RecordShape.class);

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final List<RecordPart> parts;
    private final List<SettingField> fields;

    RecordShape(Class<?> type, Function<RecordComponent, SettingField> reader) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.parts =
                Arrays.stream(components).map(one -> RecordPart.of(one, reader)).toList();
        this.fields = parts.stream().flatMap(part -> part.fields().stream()).toList();
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
        constructor.setAccessible(true);
    }

    /**
     * @param reader describes a component to people
     * @throws ShapeFault if the record has components that cannot be shown to people
     */
    public static <T extends Record> RecordShape<T> of(Class<T> type, Function<RecordComponent, SettingField> reader) {
        return new RecordShape<>(type, reader);
    }

    /** In the record's order, including those of objects. */
    public List<SettingField> fields() {
        return fields;
    }

    /** Whether Herald counts something in one of its components. */
    public boolean hasCounts() {
        return !parts.stream().allMatch(RecordPart::isShown);
    }

    /** What people can set. */
    public ObjectNode write(T record) {
        return written(record);
    }

    ObjectNode written(Object record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        parts.stream().filter(RecordPart::isShown).forEach(part -> json.set(part.name(), part.written(record)));
        return json;
    }

    /**
     * The record in {@code json}. Values that are missing or of the wrong kind are taken from {@code otherwise}, unknown ones
     * are ignored.
     *
     * @throws ShapeFault if the record itself refuses the values
     */
    public T read(JsonNode json, T otherwise) {
        return made(values(json, otherwise));
    }

    /** A copy of the record with other values in the named components; other names are ignored. */
    public T with(T record, Map<String, Object> changed) {
        return made(parts.stream()
                .map(part -> changed.getOrDefault(part.name(), part.of(record)))
                .toArray());
    }

    Object[] values(JsonNode json, Object otherwise) {
        return parts.stream()
                .map(part -> part.read(json.path(part.name()), otherwise))
                .toArray();
    }

    @SuppressWarnings("unchecked") // The constructor is that of T.
    T made(Object[] values) {
        try {
            return (T) constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new ShapeFault("its settings refuse these values: " + why.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    /** Everything in {@code json} that keeps it from being saved. */
    public List<Problem> problems(JsonNode json) {
        return problems(json, MissingNode.getInstance());
    }

    /**
     * Everything in {@code json} that keeps it from being saved.
     *
     * @param before what is saved: its texts may contain other bots' placeholders, which older versions accepted
     */
    public List<Problem> problems(JsonNode json, JsonNode before) {
        List<Problem> problems = new ArrayList<>(wrongKinds(json));
        for (SettingField field : fields) {
            JsonNode given = at(json, field);
            if (!given.isMissingNode() && field.wrongKind(given).isEmpty()) {
                problems.addAll(given.equals(at(before, field)) ? field.problems(given) : field.objections(given));
            }
        }
        return sorted(problems);
    }

    /** The valid values in {@code json}, {@linkplain RecordPart#tidied tidied}. */
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
            parent.set(field.name().substring(dot + 1), RecordPart.tidied(field.kind(), given));
        }
        return usable;
    }

    /** Everything in {@code json} that is of the wrong kind or unknown. */
    List<Problem> wrongKinds(JsonNode json) {
        List<Problem> problems = new ArrayList<>();
        wrongKinds(json, "", problems);
        return problems;
    }

    private void wrongKinds(JsonNode json, String path, List<Problem> problems) {
        for (RecordPart part : parts) {
            JsonNode given = json.path(part.name());
            if (given.isMissingNode()) {
                continue;
            }
            if (part.field() != null) {
                part.field()
                        .wrongKind(given)
                        .ifPresent(message -> problems.add(new Problem(path + part.name(), message)));
            } else if (part.inner() != null && given.isObject()) {
                part.inner().wrongKinds(given, path + part.name() + ".", problems);
            } else if (part.inner() != null) {
                problems.add(new Problem(path + part.name(), TEXTS.saying("kind.object")));
            }
        }
        List<String> known =
                parts.stream().filter(RecordPart::isShown).map(RecordPart::name).toList();
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

    /** In the order of the fields; problems of no field last. */
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
