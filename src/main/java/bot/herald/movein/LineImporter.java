package bot.herald.movein;

import bot.herald.account.AuditEntry.Edit;
import bot.herald.feature.command.QuoteStore;
import bot.herald.identity.TwitchUserId;
import bot.herald.movein.Item.Kind;
import bot.herald.movein.Preview.Line;
import bot.herald.movein.Preview.OnClash;
import bot.herald.movein.Preview.State;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import bot.herald.template.Characters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Saves lines of a preview and records the results. For one thread, inside one transaction. */
final class LineImporter {
    private static final int MOST_QUOTES = 10_000;
    private static final int MOST_COPIES = 20;

    private final MoveIn.Needs needs;
    private final TwitchUserId channel;
    private final OnClash onClash;
    private final List<String> added = new ArrayList<>();
    private final List<String> replaced = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final ArrayNode before = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode after = JsonNodeFactory.instance.arrayNode();
    private @Nullable Set<String> quotes;

    LineImporter(MoveIn.Needs needs, TwitchUserId channel, OnClash onClash) {
        this.needs = needs;
        this.channel = channel;
        this.onClash = onClash;
    }

    /** Ignores lines that are skipped, already present, or give way to what the channel has. */
    void take(Line line) {
        boolean isWanted = line.state() != State.SKIPPED
                && line.state() != State.SAME
                && !(line.state() == State.CLASH && onClash == OnClash.KEEP);
        if (isWanted && line.kind() == Kind.QUOTE) {
            quote(line);
        } else if (isWanted) {
            document(line);
        }
    }

    MoveIn.Applied applied() {
        return new MoveIn.Applied(added, replaced, refused);
    }

    /** The edit for the activity log, which suffices to undo the import; empty if nothing was saved. */
    Optional<Edit> edit(Source source) {
        return after.isEmpty()
                ? Optional.empty()
                : Optional.of(new Edit(source.id(), Optional.of(before.toString()), Optional.of(after.toString())));
    }

    private void document(Line line) {
        Documents documents = needs.of(line.kind());
        ObjectNode content = line.content().deepCopy();
        long count = content.path("count").asLong(0);
        content.remove("count");
        Optional<Shown> other = documents.find(channel, line.name());
        if (line.state() == State.CLASH
                && onClash == OnClash.RENAME
                && !line.kind().isFixed()) {
            rename(documents, content);
        }
        boolean replaces = line.kind().isFixed()
                || (line.state() == State.CLASH && onClash == OnClash.REPLACE && other.isPresent());
        Change<Shown> change = replaces
                ? documents.replace(
                        channel,
                        line.name(),
                        over(other.orElseThrow().content(), content),
                        OptionalLong.of(other.orElseThrow().version()))
                : documents.create(channel, content);
        if (!(change instanceof Change.Done<Shown> done)) {
            refused.add(line.name() + ": " + why(change));
            return;
        }
        String name = done.item().name();
        note(line, name, done.item().version());
        if (replaces) {
            before.addObject()
                    .put("kind", line.kindText())
                    .put("name", name)
                    .set("content", other.orElseThrow().content());
            replaced.add(name);
            return;
        }
        added.add(name);
        if (count > 0) {
            needs.counting().set(channel, name, count);
        }
    }

    /** Keeps fields that the other bot does not have, such as the category. */
    private static ObjectNode over(ObjectNode here, ObjectNode coming) {
        ObjectNode whole = here.deepCopy();
        whole.setAll(coming);
        return whole;
    }

    private void note(Line line, String name, long version) {
        after.addObject().put("kind", line.kindText()).put("name", name).put("version", version);
    }

    /** Appends a number that makes the name unique. Aliases that are in use stay behind. */
    private void rename(Documents documents, ObjectNode content) {
        Set<String> words = PreviewLines.words(documents.list(channel)).keySet();
        String name = content.path("name").asText();
        for (int i = 2; i < MOST_COPIES; i++) {
            String next = Characters.first(ItemName.LONGEST - 2, name) + i;
            if (!words.contains(next)) {
                content.put("name", next);
                if (content.has("aliases")) {
                    List<JsonNode> free = new ArrayList<>();
                    content.path("aliases").forEach(free::add);
                    free.removeIf(alias -> words.contains(alias.asText()));
                    content.putArray("aliases").addAll(free);
                }
                return;
            }
        }
    }

    /** Idempotent, since people press buttons twice. */
    private void quote(Line line) {
        ObjectNode content = line.content();
        String text = content.path("text").asText();
        if (quotes == null) {
            quotes = PreviewLines.quotes(needs, channel);
        }
        if (!quotes.add(text)) {
            return;
        }
        Optional<QuoteStore.Quote> quote = needs.quotes()
                .add(
                        channel,
                        text,
                        content.path("category").asText(),
                        content.path("by").asText(),
                        instant(content.path("at").asText()),
                        MOST_QUOTES);
        if (quote.isPresent()) {
            note(line, Long.toString(quote.get().number()), 1);
            added.add("quote " + quote.get().number());
        } else {
            refused.add("A channel has at most " + MOST_QUOTES + " quotes.");
        }
    }

    private Instant instant(String text) {
        try {
            return text.isEmpty() ? needs.clock().instant() : Instant.parse(text);
        } catch (DateTimeException e) {
            return needs.clock().instant();
        }
    }

    /** Why {@code change} failed, in sentences for people. */
    static String why(Change<Shown> change) {
        if (change instanceof Change.Invalid<Shown> invalid) {
            return invalid.problems().stream().map(Problem::message).collect(Collectors.joining(" "));
        }
        return change instanceof Change.Taken<Shown> taken
                ? taken.problem().message()
                : "Somebody else changed it in the meantime.";
    }
}
