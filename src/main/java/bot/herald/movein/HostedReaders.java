package bot.herald.movein;

import bot.herald.event.Role;
import bot.herald.movein.Item.Draft;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the lists that StreamElements, Fossabot and Moobot publish. Any field may be missing. */
final class HostedReaders {
    private HostedReaders() {}

    /** @param end the command that answers; empty if there is none in the list */
    static String whereTo(String target, Optional<String> end) {
        return "It leads to " + target
                + (end.isPresent() ? ", and comes along as an alias of it." : ", which is not in the list.");
    }

    /** Some bots answer to any word; here a prefix belongs to a command. */
    static void noteWord(String name, List<String> notes) {
        if (name.matches("[\\p{L}\\p{N}].*")) {
            notes.add("It answers only to its name with the prefix.");
        }
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
        boolean live = is(node, "enabledOnline", true);
        boolean offline = is(node, "enabledOffline", true);
        if (!when.isEmpty()) {
            notes.add("Its keywords come along as a trigger of the same name.");
        }
        noteWhen(live, offline, notes);
        noteWhisper(text(node, "type"), losses);
        Draft draft = new Draft(
                text(node, "command"),
                text(node, "reply").isEmpty() ? text(node, "response") : text(node, "reply"),
                words(node.path("aliases")),
                accessLevel(node.path("accessLevel"), notes),
                node.path("cooldown").path("global").asDouble(0),
                node.path("cooldown").path("user").asDouble(0),
                is(node, "enabled", true) && (live || offline),
                node.path("count").asLong(0),
                losses,
                notes);
        Item command = Item.command(draft);
        if (is(node, "hidden", false) && command.skipped().isEmpty()) {
            command.content().put("hidden", true);
        }
        return when.isEmpty()
                ? Stream.of(command)
                : Stream.of(command, Item.trigger(draft, when, live == offline ? "always" : live ? "live" : "offline"));
    }

    /** A number, as a rule. */
    private static Role accessLevel(JsonNode level, List<String> notes) {
        String text = level.asText("");
        return level.isNumber() || text.matches("[0-9]{1,9}")
                ? TheirRoles.ofLevel(level.asInt(), notes)
                : TheirRoles.of(text, notes);
    }

    private static void noteWhen(boolean live, boolean offline, List<String> notes) {
        if (live != offline) {
            notes.add("It is answered whether the channel is live or not.");
        }
    }

    static void noteWhisper(String type, List<String> losses) {
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
                is(node, "enabled", true) && is(node.path("online"), "enabled", true),
                List.of());
    }

    static List<Item> fossabot(JsonNode root) {
        return items(root, "commands")
                .map(node -> {
                    List<String> notes = new ArrayList<>();
                    List<String> losses = new ArrayList<>();
                    boolean live = is(node, "enabled_online", true);
                    boolean offline = is(node, "enabled_offline", true);
                    noteWhen(live, offline, notes);
                    noteWhisper(text(node, "response_type"), losses);
                    noteWord(text(node, "name"), notes);
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
                            is(node, "enabled", true),
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

    /** Also if it is written as a text. */
    static boolean is(JsonNode node, String field, boolean otherwise) {
        JsonNode value = node.path(field);
        return switch (value.asText("").strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> value.asBoolean(otherwise);
        };
    }

    static List<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(one -> one.isObject() ? one.path("message").asText("") : one.asText(""))
                .filter(word -> !word.isBlank())
                .toList();
    }
}
