package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API really answers against the schemas that describe it: types, what is required, enums, and nothing besides. */
class ApiSchemaTest extends AliceOnline {
    private static final String CHANNEL = "/api/channels/100";

    private JsonNode description = JsonNodeFactory.instance.objectNode();

    @BeforeEach
    void readTheDescription() {
        description = alice.json("/api/openapi.json");
    }

    @Test
    void documentsAreAsDescribed() {
        alice.send("POST", CHANNEL + "/commands", """
                {"name":"hi","text":"Hello","aliases":["yo"],"cooldown":{"userSeconds":10},"role":"vip"}""");
        alice.send("POST", CHANNEL + "/timers", """
                {"name":"water","messages":["Drink","Drink more"],"intervalMinutes":15}""");

        alice.send("POST", CHANNEL + "/quotes", "{\"text\":\"Never again\"}");
        alice.send("POST", CHANNEL + "/counters", "{\"name\":\"deaths\",\"value\":3}");

        for (String path : List.of("/commands", "/timers", "/quotes", "/counters", "/features")) {
            assertThat(alice.json(CHANNEL + path)).as(path).isNotEmpty();
            assertAsDescribed(path, path.substring(1));
        }
        assertAsDescribed("/commands/hi", "commands/{name}");
        assertAsDescribed("/timers/water", "timers/{name}");
        assertAsDescribed("/quotes/1", "quotes/{name}");
        assertAsDescribed("/counters/deaths", "counters/{name}");
        assertAsDescribed("/counters/!hi", "counters/{name}");
        assertAsDescribed("/features/alerts", "features/{name}");
        assertAsDescribed("/settings", "settings");
    }

    @Test
    void viewsAreAsDescribed() {
        people.lostAt = "2030-01-01T00:00:00Z";
        alice.send("PUT", CHANNEL + "/settings", "{\"raidMinimumViewers\":3}");
        for (Action action : Action.values()) {
            people.audit.write(new AuditEntry(
                    people.clock.instant(), action, ALICE.id(), Actor.TWITCH, Optional.of(MOD.id()), Optional.empty()));
        }
        people.audit.write(new AuditEntry(
                people.clock.instant(),
                Action.FEATURE_ACTED,
                ALICE.id(),
                Actor.BOT,
                Optional.empty(),
                Optional.of(new Edit("chat-filters", Optional.empty(), Optional.of("\"deleted a line\"")))));
        Browser boss = new Browser(server, people, FakePeople.BOSS);

        assertAsDescribed("", "");
        assertAsDescribed("/audit", "audit");
        for (String path : List.of(
                "/api/me", "/api/me/sessions", "/api/channels", "/api/tokens", "/api/operations", "/api/sessions")) {
            assertThat(faults(path, boss.json(path))).as(path).isEmpty();
        }
    }

    @Test
    void whatIsMarkedAsNeededIsAndTheRestIsNot() {
        JsonNode schemas = description.at("/components/schemas");

        assertThat(texts(schemas.at("/NewCommand/required"))).containsExactlyInAnyOrder("name", "text");
        assertThat(alice.send("POST", CHANNEL + "/commands", "{\"name\":\"hi\",\"text\":\"x\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(texts(schemas.at("/NewTimer/required")))
                .containsExactlyInAnyOrder("name", "messages", "intervalMinutes");
        assertThat(alice.send("POST", CHANNEL + "/timers", """
                {"name":"t","messages":["x"],"intervalMinutes":1}""").statusCode()).isEqualTo(201);
        assertThat(schemas.at("/ChangedSettings/required").isMissingNode()).isTrue();
        assertThat(alice.send("PUT", CHANNEL + "/settings", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void boundsThatAreDescribedHold() {
        JsonNode settings = description.at("/components/schemas/ChangedSettings/properties");
        int numbers = 0;
        for (var field : settings.properties()) {
            if (field.getValue().has("maximum")) {
                numbers++;
                for (String bound : List.of("minimum", "maximum")) {
                    long value = field.getValue().path(bound).asLong();
                    long beyond = bound.equals("minimum") ? value - 1 : value + 1;
                    assertThat(put(field.getKey(), value)).as(field.getKey()).isEqualTo(200);
                    assertThat(put(field.getKey(), beyond)).as(field.getKey()).isEqualTo(400);
                }
            }
        }
        assertThat(numbers).isGreaterThan(2);
    }

    private int put(String field, long value) {
        return alice.send("PUT", CHANNEL + "/settings", "{\"" + field + "\":" + value + "}")
                .statusCode();
    }

    private void assertAsDescribed(String path, String part) {
        String described = "/api/channels/{id}" + (part.isEmpty() ? "" : "/" + part);
        assertThat(faults(described, alice.json(CHANNEL + path))).as(path).isEmpty();
    }

    private List<String> faults(String path, JsonNode answer) {
        JsonNode schema = description
                .path("paths")
                .path(path)
                .at("/get/responses/200/content")
                .path("application/json")
                .path("schema");
        assertThat(schema.isObject()).as(path + " is described").isTrue();
        List<String> faults = new ArrayList<>();
        compare("", answer, schema, faults);
        return faults;
    }

    private void compare(String at, JsonNode value, JsonNode given, List<String> faults) {
        JsonNode schema =
                given.has("$ref") ? description.at(given.path("$ref").asText().substring(1)) : given;
        if (schema.has("type") && !types(schema).contains(type(value))) {
            faults.add(at + " is " + type(value) + ", not " + schema.path("type"));
            return;
        }
        if (schema.has("enum") && !texts(schema.path("enum")).contains(value.asText())) {
            faults.add(at + " is " + value + ", none of " + schema.path("enum"));
        }
        if (value.isNumber()
                && schema.has("maximum")
                && value.asLong() > schema.path("maximum").asLong()) {
            faults.add(at + " is too great");
        }
        if (value.isArray()) {
            value.forEach(one -> compare(at + "[]", one, schema.path("items"), faults));
        }
        if (value.isObject()) {
            compareFields(at, value, schema, faults);
        }
    }

    private void compareFields(String at, JsonNode value, JsonNode schema, List<String> faults) {
        texts(schema.path("required")).stream()
                .filter(name -> !value.has(name))
                .forEach(name -> faults.add(at + "." + name + " is missing"));
        boolean open = schema.has("additionalProperties") || !schema.has("properties");
        value.properties().forEach(field -> {
            JsonNode property = schema.path("properties").path(field.getKey());
            if (!property.isMissingNode()) {
                compare(at + "." + field.getKey(), field.getValue(), property, faults);
            } else if (!open) {
                faults.add(at + "." + field.getKey() + " is not described");
            }
        });
    }

    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? Set.copyOf(texts(type)) : Set.of(type.asText());
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case ARRAY -> "array";
            case NULL -> "null";
            default -> "object";
        };
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
