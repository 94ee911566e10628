package bot.herald.movein;

import bot.herald.event.Role;
import bot.herald.movein.Item.Draft;
import bot.herald.settings.ItemName;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the lists that Nightbot, StreamElements, Fossabot and Moobot publish. Any field may be missing. */
final class HostedReaders {
    private HostedReaders() {}

    static List<Item> nightbot(JsonNode root) {
        Map<String, List<String>> aliases = new HashMap<>();
        items(root, "commands")
                .filter(node ->
                        !text(node, "alias").isEmpty() && text(node, "message").isBlank())
                .forEach(node -> aliases.computeIfAbsent(plain(text(node, "alias")), name -> new ArrayList<>())
                        .add(text(node, "name")));
        return Stream.concat(
                        items(root, "commands")
                                .filter(one -> !isTimer(one))
                                .map(node -> nightbotCommand(node, aliases)),
                        Stream.concat(
                                        items(root.path("timers"), "timers"),
                                        items(root, "commands").filter(HostedReaders::isTimer))
                                .map(HostedReaders::nightbotTimer))
                .toList();
    }

    private static boolean isTimer(JsonNode node) {
        return node.has("interval");
    }

    private static String plain(String name) {
        return ItemName.withoutPrefix(name, "!");
    }

    /** In Nightbot, an alias is a command: it calls the other one, with its message as the arguments. */
    private static Item nightbotCommand(JsonNode node, Map<String, List<String>> aliases) {
        List<String> notes = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        String name = text(node, "name");
        String target = text(node, "alias");
        if (!target.isEmpty() && text(node, "message").isBlank()) {
            return Item.skipped(
                    Item.Kind.COMMAND,
                    plain(name),
                    "",
                    "It leads to " + target + ", and comes along as an alias of it.");
        }
        if (!target.isEmpty()) {
            losses.add("It calls another command with words of its own, which has no counterpart.");
        }
        if (!name.isEmpty() && !name.startsWith("!") && name.matches("[\\p{L}\\p{N}].*")) {
            notes.add("It answers only to its name with the prefix.");
        }
        return Item.command(new Draft(
                name,
                text(node, "message"),
                aliases.getOrDefault(plain(name), List.of()),
                TheirRoles.of(text(node, "userLevel"), notes),
                node.path("coolDown").asDouble(0),
                0,
                true,
                node.path("count").asLong(0),
                losses,
                notes));
    }

    /** Its interval is a cron expression, for example for every fifteenth minute. */
    private static Item nightbotTimer(JsonNode node) {
        String every = text(node, "interval").replaceFirst("^\\*/([0-9]{1,2}) .*$", "$1");
        double minutes = every.matches("[0-9]{1,4}") ? Integer.parseInt(every) : 60;
        return Item.timer(
                text(node, "name"),
                List.of(text(node, "message")),
                minutes,
                node.path("lines").asInt(0),
                node.path("enabled").asBoolean(true));
    }

    static List<Item> streamElements(JsonNode root) {
        return items(root, "commands")
                .flatMap(node -> node.has("chatLines")
                                || node.has("messages")
                                || node.path("online").isObject()
                        ? Stream.of(streamElementsTimer(node))
                        : streamElementsCommand(node))
                .toList();
    }

    /** The command, and a trigger if it also answers to words in a message. */
    private static Stream<Item> streamElementsCommand(JsonNode node) {
        List<String> notes = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        if (node.path("cost").asDouble(0) > 0) {
            losses.add("It costs points there, which Herald does not have.");
        }
        List<String> when = new ArrayList<>(words(node.path("keywords")));
        if (!text(node, "regex").isEmpty()) {
            when.add("/" + text(node, "regex") + "/");
        }
        boolean live = node.path("enabledOnline").asBoolean(true);
        boolean offline = node.path("enabledOffline").asBoolean(true);
        if (!when.isEmpty()) {
            notes.add("Its keywords come along as a trigger of the same name.");
        }
        noteWhen(live, offline, notes);
        noteWhisper(text(node, "type"), losses);
        Draft draft = new Draft(
                text(node, "command"),
                text(node, "reply").isEmpty() ? text(node, "response") : text(node, "reply"),
                words(node.path("aliases")),
                TheirRoles.ofLevel(node.path("accessLevel").asInt(100), notes),
                node.path("cooldown").path("global").asDouble(0),
                node.path("cooldown").path("user").asDouble(0),
                node.path("enabled").asBoolean(true) && (live || offline),
                node.path("count").asLong(0),
                losses,
                notes);
        Item command = Item.command(draft);
        if (node.path("hidden").asBoolean(false) && command.skipped().isEmpty()) {
            command.content().put("hidden", true);
        }
        return when.isEmpty()
                ? Stream.of(command)
                : Stream.of(command, Item.trigger(draft, when, live == offline ? "always" : live ? "live" : "offline"));
    }

    private static void noteWhen(boolean live, boolean offline, List<String> notes) {
        if (live != offline) {
            notes.add("It is answered whether the channel is live or not.");
        }
    }

    private static void noteWhisper(String type, List<String> losses) {
        if (type.equals("whisper")) {
            losses.add("It is whispered there; Herald would say it in chat.");
        }
    }

    private static Item streamElementsTimer(JsonNode node) {
        List<String> messages = words(node.path("messages"));
        return Item.timer(
                text(node, "name"),
                messages.isEmpty() ? List.of(text(node, "message")) : messages,
                node.path("online").path("interval").asDouble(15),
                node.path("chatLines").asInt(0),
                node.path("enabled").asBoolean(true)
                        && node.path("online").path("enabled").asBoolean(true));
    }

    static List<Item> fossabot(JsonNode root) {
        return items(root, "commands")
                .map(node -> {
                    List<String> notes = new ArrayList<>();
                    List<String> losses = new ArrayList<>();
                    boolean live = node.path("enabled_online").asBoolean(true);
                    boolean offline = node.path("enabled_offline").asBoolean(true);
                    noteWhen(live, offline, notes);
                    noteWhisper(text(node, "response_type"), losses);
                    return Item.command(new Draft(
                            text(node, "name"),
                            text(node, "response"),
                            words(node.path("aliases")),
                            fossabotRole(node.path("role_ids"), root.path("roles"), notes),
                            node.path("cooldown").asDouble(0),
                            node.path("user_cooldown").asDouble(0),
                            live || offline,
                            0,
                            losses,
                            notes));
                })
                .toList();
    }

    /** The lowest of the roles that it is for. */
    private static Role fossabotRole(JsonNode ids, JsonNode roles, List<String> notes) {
        List<String> names = StreamSupport.stream(roles.spliterator(), false)
                .filter(role -> words(ids).contains(text(role, "id")))
                .map(role -> text(role, "type").isEmpty() ? text(role, "name") : text(role, "type"))
                .toList();
        if (names.isEmpty()) {
            return ids.size() == 0 ? Role.EVERYONE : TheirRoles.of("unknown", notes);
        }
        Role least = Role.BROADCASTER;
        List<String> ofLeast = List.of();
        for (String name : names) {
            List<String> more = new ArrayList<>();
            Role role = TheirRoles.of(name, more);
            if (role.compareTo(least) <= 0) {
                least = role;
                ofLeast = more;
            }
        }
        notes.addAll(ofLeast);
        return least;
    }

    static List<Item> moobot(JsonNode root) {
        return items(root, "list")
                .map(node -> {
                    List<String> notes = new ArrayList<>();
                    String name = text(node, "command").isEmpty() ? text(node, "identifier") : text(node, "command");
                    return Item.command(new Draft(
                            name,
                            text(node, "response"),
                            words(node.path("aliases")),
                            TheirRoles.of(text(node, "access"), notes),
                            node.path("cooldown").asDouble(0),
                            0,
                            node.path("enabled").asBoolean(true),
                            0,
                            List.of(),
                            notes));
                })
                .toList();
    }

    /** The elements of the array, or of the array in that field. */
    static Stream<JsonNode> items(JsonNode root, String field) {
        JsonNode array = root.isArray() ? root : root.path(field);
        return StreamSupport.stream(array.spliterator(), false).filter(JsonNode::isObject);
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    static List<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(one -> one.isObject() ? one.path("message").asText("") : one.asText(""))
                .filter(word -> !word.isBlank())
                .toList();
    }
}
