package bot.herald.web;

import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.ItemName;
import bot.herald.settings.SettingField;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemas of what the API shows and takes, made of the records and documents themselves. For one thread. */
final class ApiSchemas {
    /** What documents show besides their fields. */
    private static final Map<String, String> COUNTED = Map.of(
            "count", "How often it was answered.",
            "number",
                    "What people call it by; given by Herald unless a new one names a free number. Cannot be changed.",
            "addedAt", "When it was added, in ISO-8601; now, unless a new one says when. Cannot be changed.");

    private static final String REFERENCE = "#/components/schemas/";

    private final Map<Class<?>, String> named;
    private final JsonNode words;

    /**
     * @param named records with schemas of their own
     * @param words descriptions of schemas and their properties, by {@code Name.property}
     */
    ApiSchemas(Map<Class<?>, String> named, JsonNode words) {
        this.named = Map.copyOf(named);
        this.words = words;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode reference(String schema) {
        return object().put("$ref", REFERENCE + schema);
    }

    /** What the schema of a kind of documents is called: {@code Command} for commands. */
    static String name(Documents documents) {
        String kind = documents.kind();
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    /** The schema of a record in answers; each of its components is always there. */
    ObjectNode of(Class<?> record, String name) {
        ObjectNode schema = object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (RecordComponent component : record.getRecordComponents()) {
            String path = name + "." + component.getName();
            AnnotatedType type = component.getAnnotatedType();
            ObjectNode property = of(component.getGenericType(), path);
            boolean isLeftOut = component.getAccessor().isAnnotationPresent(JsonInclude.class);
            if (type.isAnnotationPresent(Nullable.class) && !isLeftOut) {
                String shown = property.path("type").asText("object");
                property.putArray("type").add(shown).add("null");
            }
            properties.set(component.getName(), described(property, path));
            if (!isLeftOut) {
                required.add(component.getName());
            }
        }
        return described(schema, name);
    }

    private ObjectNode described(ObjectNode schema, String path) {
        return words.path(path) instanceof ObjectNode found ? schema.setAll(found) : schema;
    }

    private ObjectNode of(Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type[] parts = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return object().put("type", "array").set("items", of(parts[0], path));
            }
            return object().put("type", "object").set("additionalProperties", of(parts[1], path));
        }
        if (!(type instanceof Class<?> plain)) {
            return object();
        }
        if (plain.isRecord()) {
            String name = named.get(plain);
            return name == null ? of(plain, path) : reference(name);
        }
        if (plain == boolean.class) {
            return object().put("type", "boolean");
        }
        if (plain == int.class || plain == Integer.class) {
            return object().put("type", "integer");
        }
        if (plain == long.class) {
            return object().put("type", "integer").put("format", "int64");
        }
        return object().put("type", plain == String.class ? "string" : "object");
    }

    /** Which fields of a document are required. */
    enum Needed {
        ALL,
        WITHOUT_DEFAULT,
        NOTHING
    }

    static ObjectNode of(Documents documents, Needed needed) {
        Shown blank = documents.blank();
        ObjectNode schema = object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (SettingField field : blank.fields()) {
            int dot = field.name().indexOf('.');
            String head = dot < 0 ? field.name() : field.name().substring(0, dot);
            ObjectNode at = properties;
            if (dot >= 0) {
                at = properties.withObjectProperty(head).put("type", "object").withObjectProperty("properties");
            }
            at.set(field.name().substring(dot + 1), of(field, blank, documents.required()));
        }
        blank.json().properties().forEach(shown -> {
            if (!properties.has(shown.getKey())) {
                ObjectNode property = properties.putObject(shown.getKey());
                if (shown.getValue().isIntegralNumber()) {
                    property.put("type", "integer").put("format", "int64");
                } else {
                    property.put("type", "string");
                }
                property.put("readOnly", !documents.givenOnce().contains(shown.getKey()))
                        .put("description", COUNTED.getOrDefault(shown.getKey(), ""));
            }
        });
        switch (needed) {
            case ALL -> blank.json().fieldNames().forEachRemaining(required::add);
            case WITHOUT_DEFAULT -> documents.required().forEach(required::add);
            case NOTHING -> schema.remove("required");
        }
        return schema;
    }

    private static ObjectNode of(SettingField field, Shown blank, List<String> required) {
        ObjectNode schema = object();
        switch (field.kind()) {
            case FLAG -> schema.put("type", "boolean");
            case NUMBER ->
                schema.put("type", "integer").put("minimum", field.least()).put("maximum", field.most());
            case TEXT -> {
                if (field.look().optional()) {
                    schema.putArray("type").add("string").add("null");
                } else {
                    schema.put("type", "string");
                }
                schema.put("maxLength", field.name().equals("name") ? ItemName.LONGEST : SettingField.LONGEST_TEXT);
            }
            case LINES -> {
                schema.put("type", "array");
                schema.putObject("items").put("type", "string").put("maxLength", SettingField.LONGEST_TEXT);
                schema.put("minItems", field.least()).put("maxItems", field.most());
            }
            case CHOICE -> {
                schema.put("type", "string");
                field.choices().forEach(schema.putArray("enum")::add);
            }
        }
        schema.put("description", (field.label() + ". " + field.help()).strip());
        if (!required.contains(field.name())) {
            schema.set("default", blank.json().at("/" + field.name().replace('.', '/')));
        }
        return schema;
    }
}
