package bot.herald.movein;

import static bot.herald.movein.HostedReaders.items;
import static bot.herald.movein.HostedReaders.text;

import bot.herald.movein.Item.Draft;
import bot.herald.settings.ItemName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the list that Nightbot publishes, and its timers. Any field may be missing. */
final class NightbotReader {
    private static final Pattern CRON = Pattern.compile(
            "(?:(?:\\*|[0-9]{1,2}-[0-9]{1,2})/(?<every>[0-9]{1,2})|(?<minutes>[0-9]{1,2}(?:,[0-9]{1,2})*))"
                    + " (?:\\*|\\*/(?<hours>[0-9]{1,2}))(?: .*)?");

    private NightbotReader() {}

    static List<Item> read(JsonNode root) {
        Aliases aliases = Aliases.of(items(root, "commands").toList());
        return Stream.concat(
                        items(root, "commands").filter(one -> !isTimer(one)).map(node -> command(node, aliases)),
                        Stream.concat(
                                        items(root.path("timers"), "timers"),
                                        items(root, "commands").filter(NightbotReader::isTimer))
                                .map(NightbotReader::timer))
                .toList();
    }

    private static boolean isTimer(JsonNode node) {
        return node.has("interval");
    }

    private static String plain(String name) {
        return ItemName.withoutPrefix(name, "!");
    }

    /** In Nightbot, an alias is a command: it calls the other one, with its message as the arguments. */
    private static Item command(JsonNode node, Aliases aliases) {
        List<String> notes = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        String name = text(node, "name");
        String target = text(node, "alias");
        if (isAlias(node)) {
            return Item.skipped(
                    Item.Kind.COMMAND, plain(name), "", HostedReaders.whereTo(target, aliases.end(plain(name))));
        }
        if (!target.isEmpty()) {
            losses.add("It calls another command with words of its own, which has no counterpart.");
        }
        HostedReaders.noteWord(name, notes);
        return Item.command(new Draft(
                name,
                text(node, "message"),
                aliases.of(plain(name)),
                TheirRoles.of(text(node, "userLevel"), notes),
                node.path("coolDown").asDouble(0),
                0,
                true,
                node.path("count").asLong(0),
                losses,
                notes));
    }

    private static boolean isAlias(JsonNode node) {
        return !text(node, "alias").isEmpty() && text(node, "message").isBlank();
    }

    /** Who leads to whom. An alias may lead to another one. */
    private record Aliases(Map<String, String> leads, Set<String> commands) {
        static Aliases of(List<JsonNode> all) {
            Map<String, String> leads = new LinkedHashMap<>();
            Set<String> commands = new HashSet<>();
            for (JsonNode node : all) {
                if (isAlias(node)) {
                    leads.put(plain(text(node, "name")), plain(text(node, "alias")));
                } else {
                    commands.add(plain(text(node, "name")));
                }
            }
            return new Aliases(leads, commands);
        }

        /** The command that an alias leads to in the end; empty if there is none, or they lead in a circle. */
        Optional<String> end(String alias) {
            String at = alias;
            for (int i = 0; i <= leads.size() && !commands.contains(at); i++) {
                at = leads.getOrDefault(at, "");
            }
            return Optional.of(at).filter(commands::contains);
        }

        List<String> of(String command) {
            return leads.keySet().stream()
                    .filter(alias -> end(alias).equals(Optional.of(command)))
                    .toList();
        }
    }

    private static Item timer(JsonNode node) {
        return Item.timer(
                text(node, "name"),
                List.of(text(node, "message")),
                minutes(text(node, "interval")),
                node.path("lines").asInt(0),
                HostedReaders.is(node, "enabled", true),
                List.of());
    }

    /** What a cron expression, such as for every fifteenth minute, comes to; NaN if it is none of the usual ones. */
    private static double minutes(String cron) {
        Matcher matcher = CRON.matcher(cron.strip());
        if (!matcher.matches()) {
            return cron.matches("[0-9]{1,4}") ? Integer.parseInt(cron) : Double.NaN;
        }
        String every = matcher.group("every");
        String hours = matcher.group("hours");
        int times =
                matcher.group("minutes") == null ? 1 : matcher.group("minutes").split(",").length;
        if (every != null) {
            return hours == null ? Integer.parseInt(every) : Double.NaN;
        }
        return hours == null ? 60.0 / times : times == 1 ? 60.0 * Integer.parseInt(hours) : Double.NaN;
    }
}
