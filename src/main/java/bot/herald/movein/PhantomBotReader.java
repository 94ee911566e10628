package bot.herald.movein;

import bot.herald.movein.Item.Draft;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads PhantomBot's tables, each a map from names to texts. */
public final class PhantomBotReader {
    /** The tables of its database that are read. */
    public static final List<String> TABLES = List.of(
            "phantombot_command",
            "phantombot_permcom",
            "phantombot_cooldown",
            "phantombot_aliases",
            "phantombot_commandCount",
            "phantombot_pricecom",
            "phantombot_disabledCommands",
            "phantombot_quotes",
            "phantombot_notices");

    private static final ObjectMapper JSON = new ObjectMapper();

    private PhantomBotReader() {}

    static List<Item> read(Map<String, Map<String, String>> tables) {
        List<Item> items = new ArrayList<>();
        Map<String, List<String>> aliases = new TreeMap<>();
        table(tables, "phantombot_aliases")
                .forEach(
                        (alias, command) -> aliases.computeIfAbsent(command.split(" ", 2)[0], name -> new ArrayList<>())
                                .add(alias));
        new TreeMap<>(table(tables, "phantombot_command"))
                .forEach((name, text) -> items.add(command(tables, name, text, aliases.getOrDefault(name, List.of()))));
        Map<String, String> quotes =
                new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        quotes.putAll(table(tables, "phantombot_quotes"));
        quotes.values().forEach(row -> {
            JsonNode quote = json(row);
            items.add(Item.quote(
                    quote.path(1).asText(""),
                    quote.path(3).asText(""),
                    quote.path(0).asText(""),
                    at(quote.path(2).asLong(0))));
        });
        new TreeMap<>(table(tables, "phantombot_notices")).forEach((id, row) -> {
            JsonNode group = json(row);
            items.add(Item.timer(
                    group.path("name").asText("notices-" + id),
                    HostedReaders.words(group.path("messages")),
                    group.path("intervalMin").asDouble(group.path("interval").asDouble(15)),
                    group.path("reqMessages").asInt(0),
                    group.path("noticeToggle").asBoolean(true)));
        });
        return items;
    }

    private static Item command(
            Map<String, Map<String, String>> tables, String name, String text, List<String> aliases) {
        List<String> notes = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        if (number(table(tables, "phantombot_pricecom").getOrDefault(name, "0")) > 0) {
            losses.add("It costs points there, which Herald does not have.");
        }
        JsonNode cooldown = json(table(tables, "phantombot_cooldown").getOrDefault(name, "{}"));
        String group = table(tables, "phantombot_permcom").getOrDefault(name, "7");
        return Item.command(new Draft(
                name,
                text,
                aliases,
                TheirRoles.ofGroup((int) number(group.isEmpty() ? "7" : group), notes),
                cooldown.path("globalSec").asDouble(0),
                cooldown.path("userSec").asDouble(0),
                !table(tables, "phantombot_disabledCommands").containsKey(name),
                number(table(tables, "phantombot_commandCount").getOrDefault(name, "0")),
                losses,
                notes));
    }

    private static Map<String, String> table(Map<String, Map<String, String>> tables, String name) {
        return tables.getOrDefault(name, Map.of());
    }

    private static String at(long millis) {
        return millis == 0 ? "" : Instant.ofEpochMilli(millis).toString();
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
