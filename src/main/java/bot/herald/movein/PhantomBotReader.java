package bot.herald.movein;

import bot.herald.event.Role;
import bot.herald.movein.Item.Draft;
import bot.herald.template.Characters;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            "phantombot_notices",
            "phantombot_keywords",
            "phantombot_coolkey");

    private static final ObjectMapper JSON = new ObjectMapper();

    private PhantomBotReader() {}

    static List<Item> read(Map<String, Map<String, String>> tables) {
        List<Item> items = new ArrayList<>();
        Map<String, List<String>> aliases = new TreeMap<>();
        Map<String, String> commands = new TreeMap<>(table(tables, "phantombot_command"));
        List<Item> lost = new ArrayList<>();
        new TreeMap<>(table(tables, "phantombot_aliases")).forEach((alias, called) -> {
            String target = called.strip();
            if (commands.containsKey(target)) {
                aliases.computeIfAbsent(target, name -> new ArrayList<>()).add(alias);
            } else {
                lost.add(Item.skipped(Item.Kind.COMMAND, alias, called, notAnAlias(target, commands)));
            }
        });
        commands.forEach((name, text) -> items.add(command(tables, name, text, aliases.getOrDefault(name, List.of()))));
        items.addAll(lost);
        new TreeMap<>(table(tables, "phantombot_keywords")).forEach((id, row) -> items.add(keyword(tables, id, row)));
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
            items.add(timer(id, json(row)));
        });
        return items;
    }

    /** What an alias that is more than another name of a command becomes. */
    private static String notAnAlias(String called, Map<String, String> commands) {
        return commands.containsKey(called.split("[ ;]", 2)[0])
                ? "It calls another command with words of its own, which has no counterpart."
                : HostedReaders.whereTo(called, Optional.empty());
    }

    /** Each message can be switched off by itself, and may stand for a command. */
    private static Item timer(String id, JsonNode group) {
        List<String> losses = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < group.path("messages").size(); i++) {
            String message = group.path("messages").path(i).asText("");
            if (message.startsWith("command:")) {
                losses.add("It does more than say something: " + Characters.first(40, message) + ".");
            } else if (!group.path("disabled").path(i).asBoolean(false)) {
                messages.add(message);
            }
        }
        return Item.timer(
                group.path("name").asText("notices-" + id),
                messages,
                group.path("intervalMin").asDouble(group.path("interval").asDouble(15)),
                group.path("reqMessages").asInt(0),
                HostedReaders.is(group, "noticeToggle", true),
                losses);
    }

    /** In older databases the keyword is the key, and the text is not JSON. */
    private static Item keyword(Map<String, Map<String, String>> tables, String id, String row) {
        JsonNode json = json(row);
        String written = json.isObject() ? json.path("keyword").asText("") : id;
        String word = written.replaceFirst("^regex:", "");
        boolean isPattern = !word.equals(written) || HostedReaders.is(json, "isRegex", false);
        Draft draft = new Draft(
                Item.nameOf(word),
                json.isObject() ? json.path("response").asText("") : row,
                List.of(),
                Role.EVERYONE,
                number(table(tables, "phantombot_coolkey").getOrDefault(written, "0")),
                0,
                true,
                0,
                List.of(),
                List.of());
        return Item.trigger(draft, List.of(isPattern ? "/" + word + "/" : word), "always");
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
