package bot.herald.movein;

import bot.herald.feature.command.QuoteStore;
import bot.herald.identity.TwitchUserId;
import bot.herald.movein.Item.Kind;
import bot.herald.movein.Preview.Line;
import bot.herald.movein.Preview.State;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.Problem;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares items with what the channel has. */
final class PreviewLines {
    private static final int MOST_COMMANDS = 500;

    private final MoveIn.Needs needs;
    private final TwitchUserId channel;

    PreviewLines(MoveIn.Needs needs, TwitchUserId channel) {
        this.needs = needs;
        this.channel = channel;
    }

    List<Line> of(List<Item> items) {
        Map<Kind, Map<String, Shown>> here = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            here.put(kind, kind == Kind.QUOTE ? Map.of() : words(here(kind)));
        }
        Set<String> quotes = quotes(needs, channel);
        int room = MOST_COMMANDS - needs.of(Kind.COMMAND).list(channel).size();
        List<Line> lines = new ArrayList<>();
        for (Item item : items) {
            Line line = compared("i" + lines.size(), item, here.getOrDefault(item.kind(), Map.of()), quotes);
            boolean isNew = item.kind() == Kind.COMMAND && (line.state() == State.NEW || line.state() == State.CHANGED);
            if (isNew && room-- <= 0) {
                line = skipped(line, "A channel has at most " + MOST_COMMANDS + " commands.");
            }
            lines.add(line);
        }
        return lines;
    }

    /** Finds the settings even if nobody ever saved any. */
    private List<Shown> here(Kind kind) {
        return kind == Kind.SETTINGS
                ? needs.of(kind).find(channel, kind.text()).stream().toList()
                : needs.of(kind).list(channel);
    }

    static Map<String, Shown> words(List<Shown> documents) {
        Map<String, Shown> words = new LinkedHashMap<>();
        for (Shown one : documents) {
            one.json().path("aliases").forEach(alias -> words.put(alias.asText(), one));
            words.put(one.name(), one);
        }
        return words;
    }

    /** The texts of the channel's quotes. */
    static Set<String> quotes(MoveIn.Needs needs, TwitchUserId channel) {
        return needs.quotes().all(channel).stream()
                .map(QuoteStore.Quote::text)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Line compared(String id, Item item, Map<String, Shown> here, Set<String> quotes) {
        Item allowed = withoutForbiddenAddresses(item);
        ObjectNode content = allowed.content().deepCopy();
        List<String> reasons = new ArrayList<>(allowed.reasons());
        if (allowed.skipped().isPresent()) {
            return skipped(id, item, List.of(allowed.skipped().get()), content);
        }
        if (item.kind() == Kind.QUOTE) {
            State state = quotes.add(content.path("text").asText()) ? State.NEW : State.SAME;
            return line(id, item, content.path("text").asText(), state, reasons, content);
        }
        Shown other = here.get(item.name());
        if (other == null && item.kind().isFixed()) {
            return skipped(id, item, List.of("There is no such feature here."), content);
        }
        if (other == null && item.kind() == Kind.COMMAND && needs.isBuiltIn().test(channel, item.name())) {
            reasons.add("Every channel has a command of this name; switch it off in the settings to use the name.");
            return skipped(id, item, reasons, content);
        }
        if (item.kind() == Kind.COMMAND) {
            freeAliases(content, here, other, reasons);
        }
        String wrong = wrong(item, other, content);
        if (!wrong.isEmpty()) {
            return skipped(id, item, List.of(wrong), content);
        }
        State state = other == null
                ? (reasons.isEmpty() ? State.NEW : State.CHANGED)
                : isSame(other, content) ? State.SAME : State.CLASH;
        return line(id, item, shown(content), state, reasons, content);
    }

    private static Line line(String id, Item item, String ours, State state, List<String> reasons, ObjectNode content) {
        return new Line(id, item.kind(), item.name(), item.theirs(), ours, state, reasons, content);
    }

    private static Line skipped(String id, Item item, List<String> reasons, ObjectNode content) {
        return line(id, item, "", State.SKIPPED, reasons, content);
    }

    /** What would prevent saving it; empty if nothing. */
    private String wrong(Item item, @Nullable Shown other, ObjectNode content) {
        ObjectNode saved = content.deepCopy();
        saved.remove("count");
        return needs
                .of(item.kind())
                .problems(channel, Optional.ofNullable(other).map(Shown::name), saved)
                .stream()
                .map(Problem::message)
                .collect(Collectors.joining(" "));
    }

    private static Line skipped(Line line, String why) {
        return new Line(
                line.id(), line.kind(), line.name(), line.theirs(), "", State.SKIPPED, List.of(why), line.content());
    }

    /** A text that fetches from a forbidden host is imported with its placeholders escaped, and disabled. */
    private Item withoutForbiddenAddresses(Item item) {
        String text = item.content().path("text").asText("");
        if (item.kind() != Kind.COMMAND
                || !(Template.parse(text, Placeholder.COMMAND) instanceof Template.Parsed.Good good)) {
            return item;
        }
        List<String> forbidden = good.template().hosts().stream()
                .filter(needs.mayFetch().negate())
                .toList();
        if (forbidden.isEmpty()) {
            return item;
        }
        List<String> reasons = new ArrayList<>(item.reasons());
        reasons.add(String.join(", ", forbidden)
                + " is not among the addresses that this bot may ask; the bot's operator can add it to fetch.allow.");
        ObjectNode content = item.content().deepCopy();
        content.put("text", text.replace("{", "{{").replace("}", "}}"));
        content.put("enabled", false);
        Item shown = new Item(item.kind(), item.name(), item.theirs(), content, reasons, item.skipped());
        return ChatText.isTooLong(content.path("text").asText())
                ? shown.skippedBecause("It asks an address that this bot may not ask.")
                : shown;
    }

    /** @param other the command of the same name, whose aliases can be replaced with it */
    private void freeAliases(ObjectNode content, Map<String, Shown> here, @Nullable Shown other, List<String> reasons) {
        List<String> free = new ArrayList<>();
        content.path("aliases").forEach(node -> {
            String alias = node.asText();
            Shown user = here.get(alias);
            boolean isTaken = user != null && (other == null || !user.name().equals(other.name()));
            if (isTaken || needs.isBuiltIn().test(channel, alias)) {
                reasons.add("Its alias " + alias + " is in use here already.");
            } else {
                free.add(alias);
            }
        });
        ArrayNode aliases = content.putArray("aliases");
        free.forEach(aliases::add);
    }

    private static boolean isSame(Shown here, ObjectNode coming) {
        ObjectNode wanted = here.content();
        coming.properties().stream()
                .filter(field -> !field.getKey().equals("count"))
                .forEach(field -> wanted.set(field.getKey(), field.getValue()));
        // Fields that other bots do not have are not compared.
        return here.content().toString().equals(wanted.toString());
    }

    private static String shown(ObjectNode content) {
        if (content.has("value")) {
            return content.path("value").asText();
        }
        if (!content.has("messages") && !content.has("text")) {
            return content.toString();
        }
        if (!content.has("messages")) {
            return content.path("text").asText();
        }
        List<String> messages = new ArrayList<>();
        content.path("messages").forEach(node -> messages.add(node.asText()));
        return String.join(" / ", messages);
    }
}
