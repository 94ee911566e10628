package bot.herald.web;

import static bot.herald.web.ApiSchemas.object;
import static bot.herald.web.ApiSchemas.reference;

import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The paths and operations of the OpenAPI description. For one thread. */
final class ApiOperations {
    private static final int FIRST_PROBLEM = 400;
    private static final List<Integer> READING = List.of(401, 404);
    private static final List<Integer> CREATING = List.of(400, 401, 403, 404, 409, 413, 415);
    private static final List<Integer> CHANGING = List.of(400, 401, 403, 404, 409, 412, 413, 415);
    private static final List<Integer> DELETING = List.of(401, 403, 404, 409, 412);

    private final JsonNode problems;
    private final ObjectNode paths = object();

    /** @param problems by status: the name of the response, and what it says */
    ApiOperations(JsonNode problems) {
        this.problems = problems;
    }

    ObjectNode paths() {
        return paths;
    }

    /** The responses that operations refer to for problems. */
    ObjectNode responses() {
        ObjectNode responses = object();
        problems.forEach(problem ->
                responses.set(problem.path(0).asText(), response(problem.path(1).asText(), "Error", false)));
        return responses;
    }

    /** @param route an entry of {@code operations} in {@code api.json} */
    void add(JsonNode route) {
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

    /** The operations on documents of one kind. */
    void add(Documents documents) {
        Kind kind = Kind.of(documents);
        if (documents.extent() != Extent.ONE) {
            list(kind);
        }
        read(kind);
        change(kind);
        if (documents.extent() == Extent.OPEN) {
            create(kind);
            delete(kind);
        }
    }

    /**
     * How a kind of documents is called.
     *
     * @param word such as "command"
     * @param schema such as "Command"
     * @param part of the address, such as "commands"
     */
    private record Kind(String word, String schema, String part, Extent extent) {
        static Kind of(Documents documents) {
            return new Kind(
                    documents.kind(),
                    ApiSchemas.name(documents),
                    DocumentEndpoints.part(documents),
                    documents.extent());
        }

        String all() {
            return "/api/channels/{id}/" + part;
        }

        String one() {
            return extent == Extent.ONE ? all() : all() + "/{name}";
        }
    }

    private void list(Kind kind) {
        boolean open = kind.extent() == Extent.OPEN;
        ObjectNode list = operation(
                "GET",
                kind.all(),
                "list" + kind.schema() + "s",
                kind.part(),
                open
                        ? "All " + kind.part() + " by name."
                        : "Every " + kind.word() + ", on or off, in the order in which they see events.");
        if (open) {
            list.putArray("parameters").add(parameter("Limit")).add(parameter("After"));
        }
        ends(
                list,
                200,
                "The " + kind.part() + (open ? "; a Link header leads to the next page." : "."),
                kind.schema() + "[]",
                open ? List.of(400, 401, 404) : READING);
    }

    private void read(Kind kind) {
        ObjectNode read = operation(
                "GET",
                kind.one(),
                "get" + kind.schema(),
                kind.part(),
                kind.extent() == Extent.ONE
                        ? "The " + kind.word() + " of the whole channel."
                        : "One " + kind.word() + ".");
        ends(read, 200, "The " + kind.word() + ".", kind.schema(), READING);
    }

    private void change(Kind kind) {
        ObjectNode change = operation(
                "PUT",
                kind.one(),
                "change" + kind.schema(),
                kind.part(),
                "Replaces what the body names and leaves the rest"
                        + (kind.extent() == Extent.OPEN ? "; another name renames." : "."));
        change.putArray("parameters").add(parameter("IfMatch"));
        change.set(
                "requestBody",
                body(kind.extent() == Extent.FIXED ? kind.schema() + "Change" : "Changed" + kind.schema()));
        ends(change, 200, "The " + kind.word() + " as changed.", kind.schema(), CHANGING);
    }

    private void create(Kind kind) {
        ObjectNode create =
                operation("POST", kind.all(), "add" + kind.schema(), kind.part(), "Adds a " + kind.word() + ".");
        create.set("requestBody", body("New" + kind.schema()));
        ends(create, 201, "The new " + kind.word() + "; Location is its address.", kind.schema(), CREATING);
    }

    private void delete(Kind kind) {
        ObjectNode delete = operation(
                "DELETE", kind.one(), "delete" + kind.schema(), kind.part(), "Deletes the " + kind.word() + ".");
        delete.putArray("parameters").add(parameter("IfMatch"));
        ends(delete, 204, "It is gone.", "", DELETING);
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
        operation.put("operationId", id).put("summary", summary);
        operation.putArray("tags").add(tag);
        return operation;
    }

    private void ends(ObjectNode operation, int success, String words, String schema, List<Integer> failures) {
        ObjectNode responses = operation.putObject("responses");
        boolean versioned = !schema.isEmpty() && !schema.endsWith("[]");
        responses.set(String.valueOf(success), response(words, schema, versioned));
        failures.forEach(status -> responses.set(String.valueOf(status), problem(status)));
    }

    private ObjectNode problem(int status) {
        if (status < FIRST_PROBLEM) {
            throw new IllegalArgumentException(status + " is no problem");
        }
        return object().put(
                        "$ref",
                        "#/components/responses/"
                                + problems.path(String.valueOf(status)).path(0).asText());
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
