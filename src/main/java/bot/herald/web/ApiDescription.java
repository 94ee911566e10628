package bot.herald.web;

import static bot.herald.web.ApiSchemas.object;

import bot.herald.account.AuditEntry;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import bot.herald.web.ApiSchemas.Needed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The API as OpenAPI: schemas from the records that answers are made of, the routes of documents from their kinds, and the rest from
 * {@code api.json}.
 */
final class ApiDescription {
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
    private final boolean discord;
    private final ObjectNode schemas = object();

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
        ApiOperations operations = new ApiOperations(written.path("problems"));
        for (JsonNode route : written.path("operations")) {
            if (isThere(route.path("tag").asText())) {
                operations.add(route);
            }
        }
        kinds.forEach(operations::add);
        addSchemas(kinds);
        ObjectNode description = object();
        description.set("openapi", written.path("openapi"));
        description.set("info", written.path("info"));
        description.set("security", written.path("security"));
        description.set("paths", operations.paths());
        ObjectNode components = description.putObject("components");
        components.set("securitySchemes", written.path("securitySchemes"));
        components.set("parameters", written.path("parameters"));
        components.set("responses", operations.responses());
        components.set("schemas", schemas);
        return description;
    }

    private void addSchemas(List<Documents> kinds) {
        kinds.forEach(this::addSchemas);
        ApiSchemas records = new ApiSchemas(SHOWN, written.path("words"));
        Map<String, Class<?>> shown = new TreeMap<>();
        SHOWN.forEach((record, name) -> shown.put(name, record));
        shown.forEach((name, record) -> {
            if (isThere(name)) {
                schemas.set(name, records.of(record, name));
            }
        });
        ArrayNode actions = object().arrayNode();
        Arrays.stream(AuditEntry.Action.values()).map(AuditEntry.Action::text).forEach(actions::add);
        schemas.withObject("/AuditEntry/properties/action").set("enum", actions);
        written.path("schemas").properties().stream()
                .filter(schema -> isThere(schema.getKey()))
                .forEach(schema -> schemas.set(schema.getKey(), schema.getValue()));
    }

    /** A feature's schema is the same for all features, and is one of the records. */
    private void addSchemas(Documents documents) {
        String name = ApiSchemas.name(documents);
        if (documents.extent() == Extent.OPEN) {
            schemas.set("New" + name, ApiSchemas.of(documents, Needed.WITHOUT_DEFAULT));
        }
        if (documents.extent() != Extent.FIXED) {
            schemas.set(name, ApiSchemas.of(documents, Needed.ALL));
            schemas.set("Changed" + name, ApiSchemas.of(documents, Needed.NOTHING));
        }
    }

    private boolean isThere(String name) {
        return discord || !OF_DISCORD.contains(name);
    }
}
