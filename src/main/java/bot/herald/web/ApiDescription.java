package bot.herald.web;

import static bot.herald.web.ApiSchemas.object;
import static bot.herald.web.ApiSchemas.reference;

import bot.herald.account.AuditEntry;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import bot.herald.web.ApiSchemas.Needed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The API as OpenAPI: schemas from the records that answers are made of, the routes of documents from their kinds, and the rest from
 * {@code api.json}.
 */
final class ApiDescription {
    private static final int FIRST_PROBLEM = 400;
    private static final List<Integer> READING = List.of(401, 404);
    private static final List<Integer> CREATING = List.of(400, 401, 403, 404, 409, 413, 415);
    private static final List<Integer> CHANGING = List.of(400, 401, 403, 404, 409, 412, 413, 415);
    private static final List<Integer> DELETING = List.of(401, 403, 404, 409, 412);
    private static final Map<Class<?>, String> SHOWN = Map.ofEntries(
            Map.entry(ChannelView.class, "Channel"),
            Map.entry(ChannelView.Chat.class, "Chat"),
            Map.entry(ChannelView.Shoutouts.class, "Shoutouts"),
            Map.entry(ApiEndpoints.Me.class, "Me"),
            Map.entry(SessionEndpoints.ScriptToken.class, "ScriptToken"),
            Map.entry(SessionPages.View.class, "Session"),
            Map.entry(AdminSessions.View.class, "PersonSession"),
            Map.entry(TokenView.class, "TokenState"),
            Map.entry(Operations.Report.class, "Operations"),
            Map.entry(AuditEndpoints.Row.class, "AuditEntry"),
            Map.entry(DiscordLinkEndpoints.Row.class, "DiscordLink"),
            Map.entry(DiscordLinkEndpoints.ServerRow.class, "DiscordServer"),
            Map.entry(ServersFeed.Told.class, "DiscordServers"),
            Map.entry(FeatureView.class, "Feature"),
            Map.entry(FeatureView.Awaited.class, "AwaitedScope"));

    /** The tag and schemas that exist only where a Discord application is configured. */
    private static final Set<String> OF_DISCORD =
            Set.of("discord", "DiscordLink", "DiscordLinkWish", "DiscordServer", "DiscordServers");

    private final JsonNode written;
    private final ObjectNode paths = object();
    private final ObjectNode schemas = object();

    private final boolean discord;

    private ApiDescription(JsonNode written, boolean discord) {
        this.written = written;
        this.discord = discord;
    }

    /**
     * @param written routes and descriptions that cannot be derived from code
     * @param discord whether there are routes for Discord
     */
    static JsonNode of(JsonNode written, List<Documents> kinds, boolean discord) {
        return new ApiDescription(written, discord).described(kinds);
    }

    private JsonNode described(List<Documents> kinds) {
        for (JsonNode route : written.path("operations")) {
            if (isThere(route.path("tag").asText())) {
                add(route);
            }
        }
        kinds.forEach(this::add);
        ApiSchemas records = new ApiSchemas(SHOWN, written.path("words"));
        new TreeMap<>(names()).forEach((name, record) -> schemas.set(name, records.of(record, name)));
        ArrayNode actions = object().arrayNode();
        Arrays.stream(AuditEntry.Action.values()).map(AuditEntry.Action::text).forEach(actions::add);
        schemas.withObject("/AuditEntry/properties/action").set("enum", actions);
        written.path("schemas").properties().stream()
                .filter(schema -> isThere(schema.getKey()))
                .forEach(schema -> schemas.set(schema.getKey(), schema.getValue()));
        ObjectNode description = object();
        description.set("openapi", written.path("openapi"));
        description.set("info", written.path("info"));
        description.set("security", written.path("security"));
        description.set("paths", paths);
        ObjectNode components = description.putObject("components");
        components.set("securitySchemes", written.path("securitySchemes"));
        components.set("parameters", written.path("parameters"));
        components.set("responses", problems());
        components.set("schemas", schemas);
        return description;
    }

    private Map<String, Class<?>> names() {
        Map<String, Class<?>> names = new TreeMap<>();
        SHOWN.forEach((record, name) -> {
            if (isThere(name)) {
                names.put(name, record);
            }
        });
        return names;
    }

    private boolean isThere(String name) {
        return discord || !OF_DISCORD.contains(name);
    }

    private ObjectNode problems() {
        ObjectNode responses = object();
        written.path("problems")
                .forEach(problem -> responses.set(
                        problem.path(0).asText(), response(problem.path(1).asText(), "Error", false)));
        return responses;
    }

    private void add(JsonNode route) {
        String[] on = route.path("on").asText().split(" ", 2);
        ObjectNode operation = operation(
                on[0],
                on[1],
                route.path("id").asText(),
                route.path("tag").asText(),
                route.path("does").asText());
        if (route.has("parameters")) {
            operation.set("parameters", route.path("parameters"));
        }
        if (route.has("body")) {
            operation.set("requestBody", body(route.path("body").asText()));
        }
        ObjectNode responses = operation.putObject("responses");
        route.path("gives")
                .properties()
                .forEach(given -> responses.set(
                        given.getKey(),
                        response(
                                given.getValue().path(0).asText(),
                                given.getValue().path(1).asText(),
                                route.path("etag").asBoolean()
                                        && !given.getValue().path(1).isMissingNode())));
        for (JsonNode status : route.path("fails")) {
            JsonNode own = route.path("says").path(status.asText());
            responses.set(
                    status.asText(),
                    own.isMissingNode() ? problem(status.asInt()) : response(own.asText(), "Error", false));
        }
        if (route.has("security")) {
            operation.set("security", route.path("security"));
        }
    }

    /** The routes of one kind, and its schemas. */
    private void add(Documents documents) {
        String kind = documents.kind();
        String name = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
        String part = DocumentEndpoints.part(documents);
        String all = "/api/channels/{id}/" + part;
        Extent extent = documents.extent();
        String one = extent == Extent.ONE ? all : all + "/{name}";
        if (extent != Extent.ONE) {
            ObjectNode list = operation(
                    "GET",
                    all,
                    "list" + name + "s",
                    part,
                    extent == Extent.OPEN
                            ? "All " + part + " by name."
                            : "Every " + kind + ", on or off, in the order in which they see events.");
            if (extent == Extent.OPEN) {
                list.putArray("parameters").add(parameter("Limit")).add(parameter("After"));
            }
            ends(
                    list,
                    200,
                    "The " + part + (extent == Extent.OPEN ? "; a Link header leads to the next page." : "."),
                    name + "[]",
                    extent == Extent.OPEN ? List.of(400, 401, 404) : READING);
        }
        ends(
                operation(
                        "GET",
                        one,
                        "get" + name,
                        part,
                        extent == Extent.ONE ? "The " + kind + " of the whole channel." : "One " + kind + "."),
                200,
                "The " + kind + ".",
                name,
                READING);
        ObjectNode change = operation(
                "PUT",
                one,
                "change" + name,
                part,
                "Replaces what the body names and leaves the rest"
                        + (extent == Extent.OPEN ? "; another name renames." : "."));
        change.putArray("parameters").add(parameter("IfMatch"));
        change.set("requestBody", body(extent == Extent.FIXED ? name + "Change" : "Changed" + name));
        ends(change, 200, "The " + kind + " as changed.", name, CHANGING);
        if (extent == Extent.OPEN) {
            ObjectNode add = operation("POST", all, "add" + name, part, "Adds a " + kind + ".");
            add.set("requestBody", body("New" + name));
            ends(add, 201, "The new " + kind + "; Location is its address.", name, CREATING);
            ObjectNode delete = operation("DELETE", one, "delete" + name, part, "Deletes the " + kind + ".");
            delete.putArray("parameters").add(parameter("IfMatch"));
            ends(delete, 204, "It is gone.", "", DELETING);
            schemas.set("New" + name, ApiSchemas.of(documents, Needed.WITHOUT_DEFAULT));
        }
        if (extent != Extent.FIXED) {
            schemas.set(name, ApiSchemas.of(documents, Needed.ALL));
            schemas.set("Changed" + name, ApiSchemas.of(documents, Needed.NOTHING));
        }
    }

    private ObjectNode operation(String method, String path, String id, String tag, String summary) {
        ObjectNode item = paths.withObjectProperty(path);
        ArrayNode parameters = object().arrayNode();
        if (path.contains("{id}")) {
            parameters.add(parameter(path.startsWith("/api/channels/") ? "ChannelId" : "SessionId"));
        }
        for (String name : List.of("Name", "Entry", "Preview")) {
            if (path.contains("{" + name.toLowerCase(Locale.ROOT) + "}")) {
                parameters.add(parameter(name));
            }
        }
        if (!parameters.isEmpty()) {
            item.set("parameters", parameters);
        }
        ObjectNode operation = item.putObject(method.toLowerCase(Locale.ROOT));
        operation
                .put("operationId", id)
                .put("summary", summary)
                .putArray("tags")
                .add(tag);
        return operation;
    }

    private void ends(ObjectNode operation, int status, String words, String schema, List<Integer> problems) {
        ObjectNode responses = operation.putObject("responses");
        boolean versioned = !schema.isEmpty() && !schema.endsWith("[]");
        responses.set(String.valueOf(status), response(words, schema, versioned));
        problems.forEach(problem -> responses.set(String.valueOf(problem), problem(problem)));
    }

    private ObjectNode problem(int status) {
        if (status < FIRST_PROBLEM) {
            throw new IllegalArgumentException(status + " is no problem");
        }
        return object().put(
                        "$ref",
                        "#/components/responses/"
                                + written.path("problems")
                                        .path(String.valueOf(status))
                                        .path(0)
                                        .asText());
    }

    private static ObjectNode parameter(String name) {
        return object().put("$ref", "#/components/parameters/" + name);
    }

    private static ObjectNode body(String schema) {
        ObjectNode body = object().put("required", true);
        body.withObject("/content/application~1json").set("schema", reference(schema));
        return body;
    }

    /** @param schema a schema's name; {@code A|B} for a choice, {@code A[]} for a list, empty for no content */
    private static ObjectNode response(String words, String schema, boolean versioned) {
        ObjectNode response = object().put("description", words);
        if (versioned) {
            response.withObject("/headers/ETag")
                    .put("description", "The item's version, for If-Match.")
                    .putObject("schema")
                    .put("type", "string");
        }
        if (!schema.isEmpty()) {
            response.withObject("/content/application~1json").set("schema", schema(schema));
        }
        return response;
    }

    private static ObjectNode schema(String named) {
        if (named.equals("object")) {
            return object().put("type", "object");
        }
        if (named.endsWith("[]")) {
            return object().put("type", "array").set("items", schema(named.substring(0, named.length() - 2)));
        }
        String[] several = named.split("\\|", -1);
        if (several.length == 1) {
            return reference(named);
        }
        ObjectNode any = object();
        ArrayNode choices = any.putArray("anyOf");
        Arrays.stream(several).map(ApiSchemas::reference).forEach(choices::add);
        return any;
    }
}
