package bot.herald.movein;

import static bot.herald.movein.HostedReaders.items;
import static bot.herald.movein.HostedReaders.text;

import bot.herald.event.Role;
import bot.herald.movein.Item.Draft;
import bot.herald.template.Characters;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the files of Streamlabs Chatbot, Firebot and spreadsheets. */
final class FileReaders {
    private FileReaders() {}

    static List<Item> streamlabs(JsonNode root) {
        return items(root, "commands")
                .map(node -> {
                    List<String> notes = new ArrayList<>();
                    List<String> losses = new ArrayList<>();
                    if (node.path("Cost").asDouble(0) > 0) {
                        losses.add("It costs points there, which Herald does not have.");
                    }
                    if (!text(node, "SoundFile").isEmpty()) {
                        losses.add("It does more than say something: " + cut(text(node, "SoundFile")) + ".");
                    }
                    HostedReaders.noteWord(text(node, "Command"), notes);
                    return Item.command(new Draft(
                            text(node, "Command"),
                            text(node, "Response"),
                            List.of(),
                            TheirRoles.of(text(node, "Permission"), notes),
                            // Streamlabs counts in minutes.
                            node.path("Cooldown").asDouble(0) * 60,
                            node.path("UserCooldown").asDouble(0) * 60,
                            HostedReaders.is(node, "Enabled", true),
                            node.path("Count").asLong(0),
                            losses,
                            notes));
                })
                .toList();
    }

    static List<Item> firebot(JsonNode root) {
        Stream<JsonNode> commands = Stream.of(
                        root.path("components").path("commands"), root.path("customCommands"), root.path("custom"))
                .flatMap(node -> StreamSupport.stream(node.spliterator(), false));
        JsonNode quotes = root.isArray()
                ? root
                : root.has("quotes")
                        ? root.path("quotes")
                        : root.path("components").path("quotes");
        Stream<JsonNode> timers = Stream.of(root.path("components").path("timers"), root.path("timers"))
                .flatMap(node -> StreamSupport.stream(node.spliterator(), false));
        return Stream.of(
                        commands.filter(JsonNode::isObject).map(FileReaders::firebotCommand),
                        timers.filter(JsonNode::isObject).map(FileReaders::firebotTimer),
                        StreamSupport.stream(quotes.spliterator(), false)
                                .filter(node -> node.has("text"))
                                .map(node -> Item.quote(
                                        text(node, "text"),
                                        text(node, "game"),
                                        text(node, "originator"),
                                        text(node, "createdAt"))))
                .flatMap(items -> items)
                .toList();
    }

    private static Item firebotCommand(JsonNode node) {
        List<String> losses = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> lines = firebotLines(node, losses);
        if (node.path("subCommands").size() > 0) {
            losses.add("It does more than say something: sub-commands.");
        }
        boolean isPattern = HostedReaders.is(node, "triggerIsRegex", false);
        if (!isPattern) {
            HostedReaders.noteWord(text(node, "trigger"), notes);
        }
        if (node.path("restrictionData").path("restrictions").size() > 0) {
            losses.add("It is restricted there; choose its role here.");
        }
        Draft draft = new Draft(
                isPattern ? Item.nameOf(text(node, "trigger")) : text(node, "trigger"),
                String.join(" ", lines),
                HostedReaders.words(node.path("aliases")),
                Role.EVERYONE,
                node.path("cooldown").path("global").asDouble(0),
                node.path("cooldown").path("user").asDouble(0),
                HostedReaders.is(node, "active", true),
                node.path("count").asLong(0),
                losses,
                notes);
        return isPattern
                ? Item.trigger(draft, List.of("/" + text(node, "trigger") + "/"), "always")
                : Item.command(draft);
    }

    /** Its interval is in seconds. */
    private static Item firebotTimer(JsonNode node) {
        List<String> losses = new ArrayList<>();
        List<String> lines = firebotLines(node, losses);
        return Item.timer(
                text(node, "name"),
                lines,
                node.path("interval").asDouble(Double.NaN) / 60,
                node.path("requiredChatLines").asInt(0),
                HostedReaders.is(node, "active", true),
                losses);
    }

    private static List<String> firebotLines(JsonNode node, List<String> losses) {
        List<String> lines = new ArrayList<>();
        node.path("effects").path("list").forEach(effect -> {
            if (!text(effect, "type").equals("firebot:chat")) {
                losses.add("It does more than say something: " + cut(text(effect, "type")) + ".");
                return;
            }
            lines.add(text(effect, "message"));
            if (!text(effect, "whisper").isBlank()) {
                HostedReaders.noteWhisper("whisper", losses);
            }
        });
        return lines;
    }

    private static String cut(String text) {
        return Characters.first(40, text);
    }

    /** {@code name,text,role,cooldown}, with or without a header, quoted as spreadsheets do. */
    static List<Item> csv(String file) {
        List<Item> items = new ArrayList<>();
        boolean isFirst = true;
        for (List<String> row : rows(file)) {
            boolean isHeader =
                    isFirst && row.get(0).strip().toLowerCase(Locale.ROOT).equals("name");
            isFirst = false;
            if (!isHeader && row.stream().anyMatch(cell -> !cell.isBlank())) {
                items.add(csv(row));
            }
        }
        return items;
    }

    private static Item csv(List<String> row) {
        List<String> notes = new ArrayList<>();
        String cooldown = cell(row, 3).strip();
        if (!cooldown.isEmpty() && !cooldown.matches("[0-9]{1,9}([.,][0-9]{1,9})?")) {
            notes.add("Its cooldown is not a number.");
            cooldown = "";
        }
        return Item.command(new Draft(
                cell(row, 0).strip(),
                cell(row, 1),
                List.of(),
                TheirRoles.of(cell(row, 2), notes),
                cooldown.isEmpty() ? 0 : Double.parseDouble(cooldown.replace(',', '.')),
                0,
                true,
                0,
                List.of(),
                notes));
    }

    private static String cell(List<String> row, int index) {
        return index < row.size() ? row.get(index) : "";
    }

    /**
     * As in RFC 4180. Tabs, commas or semicolons separate cells, whichever comes first. A quotation mark that is never closed is one
     * of the text: else it would swallow the rest of the file.
     */
    static List<List<String>> rows(String written) {
        String file = written.replace("\r\n", "\n").replace('\r', '\n');
        char divider = divider(file);
        int opened = 0;
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < file.length(); i++) {
            char next = file.charAt(i);
            if (isQuoted) {
                if (next != '"') {
                    cell.append(next);
                } else if (i + 1 < file.length() && file.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    isQuoted = false;
                }
            } else if (next == '"' && cell.isEmpty()) {
                isQuoted = true;
                opened = i;
            } else if (next == divider) {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (next == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
            } else {
                cell.append(next);
            }
            if (isQuoted && i + 1 == file.length()) {
                isQuoted = false;
                cell.setLength(0);
                cell.append('"');
                i = opened;
            }
        }
        row.add(cell.toString());
        rows.add(row);
        return rows;
    }

    /** The first that is not inside of a quoted cell. */
    private static char divider(String file) {
        String firstLine = file.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
        return firstLine
                .chars()
                .filter(sign -> "\t,;".indexOf(sign) >= 0)
                .mapToObj(sign -> (char) sign)
                .findFirst()
                .orElse(',');
    }
}
