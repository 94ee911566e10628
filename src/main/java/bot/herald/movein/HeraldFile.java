package bot.herald.movein;

import bot.herald.channel.Channel;
import bot.herald.feature.command.QuoteStore;
import bot.herald.movein.Item.Kind;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import bot.herald.template.Characters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Everything that a channel has, as JSON in the format {@code herald-channel}, version 1, without tokens or data about viewers. */
final class HeraldFile {
    static final String FORMAT = "herald-channel";
    static final int VERSION = 1;
    private static final int LONGEST_SHOWN = 200;

    private HeraldFile() {}

    static ObjectNode write(Channel channel, MoveIn.Needs needs) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("format", FORMAT).put("version", VERSION);
        file.putObject("channel")
                .put("id", channel.id().value())
                .put("login", channel.profile().login().value());
        for (Documents documents : needs.documents()) {
            List<Shown> all = documents.list(channel.id());
            switch (documents.kind()) {
                case "settings" ->
                    documents
                            .find(channel.id(), documents.kind())
                            .ifPresent(settings -> file.set("settings", settings.content()));
                case "feature" ->
                    all.stream()
                            .filter(one -> !one.fields().isEmpty())
                            .forEach(one -> file.withObject("/features")
                                    .set(one.name(), one.content().path("settings")));
                default ->
                    all.stream()
                            .filter(one -> documents.canDelete(one.name()))
                            .forEach(one ->
                                    file.withArray("/" + documents.kind() + "s").add(counted(one)));
            }
        }
        for (QuoteStore.Quote quote : needs.quotes().all(channel.id())) {
            file.withArray("/quotes")
                    .addObject()
                    .put("text", quote.text())
                    .put("category", quote.category())
                    .put("at", quote.addedAt().toString());
        }
        return file;
    }

    private static ObjectNode counted(Shown shown) {
        ObjectNode content = shown.content();
        if (shown.json().has("count")) {
            content.set("count", shown.json().path("count"));
        }
        return content;
    }

    static Reading read(JsonNode root) {
        if (!root.path("format").asText("").equals(FORMAT)) {
            return new Reading.Unreadable("This file was not made by herald export.");
        }
        if (root.path("version").asInt(0) != VERSION) {
            return new Reading.Unreadable("This file is of another version of Herald; update Herald and try again.");
        }
        List<Item> items = new ArrayList<>();
        addNamed(
                items,
                Kind.COMMAND,
                root.path("commands"),
                one -> one.path("text").asText(""));
        addNamed(
                items,
                Kind.TRIGGER,
                root.path("triggers"),
                one -> one.path("text").asText(""));
        addNamed(
                items,
                Kind.TIMER,
                root.path("timers"),
                one -> one.path("messages").toString());
        root.path("counters")
                .forEach(one -> add(
                        items,
                        Kind.COUNTER,
                        one.path("name").asText(""),
                        one,
                        one.path("value").asText("0")));
        if (root.path("settings").isObject()) {
            add(
                    items,
                    Kind.SETTINGS,
                    "settings",
                    root.path("settings"),
                    root.path("settings").toString());
        }
        root.path("features").properties().forEach(feature -> {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            content.set("settings", feature.getValue());
            add(
                    items,
                    Kind.FEATURE,
                    feature.getKey(),
                    content,
                    feature.getValue().toString());
        });
        root.path("quotes")
                .forEach(one -> items.add(Item.quote(
                        one.path("text").asText(""),
                        one.path("category").asText(""),
                        "",
                        one.path("at").asText(""))));
        return items.isEmpty()
                ? new Reading.Unreadable("There is nothing in this file.")
                : new Reading.Found(Reading.Json.withoutDoubles(items));
    }

    private static void addNamed(List<Item> items, Kind kind, JsonNode all, Function<JsonNode, String> theirs) {
        all.forEach(one -> add(items, kind, one.path("name").asText(""), one, theirs.apply(one)));
    }

    private static void add(List<Item> items, Kind kind, String name, JsonNode content, String theirs) {
        String shown = Characters.shortened(LONGEST_SHOWN, theirs);
        items.add(
                content instanceof ObjectNode object && !name.isBlank()
                        ? new Item(kind, name, shown, object.deepCopy(), List.of(), Optional.empty())
                        : Item.skipped(kind, name, shown, "It cannot be read."));
    }
}
