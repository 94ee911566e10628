package bot.herald.movein;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditLog;
import bot.herald.feature.command.QuoteStore;
import bot.herald.identity.TwitchUserId;
import bot.herald.movein.Item.Kind;
import bot.herald.movein.Preview.OnClash;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Imports another bot's commands and the like into a channel. Shows a preview first, then saves the chosen lines in one
 * transaction, with one entry in the activity log that can be undone. Safe for concurrent use.
 */
public final class MoveIn {
    private static final Duration PREVIEW_KEPT = Duration.ofMinutes(10);
    private static final int MOST_PREVIEWS = 50;
    /** Kinds that can be undone even if they changed since: counters count on by themselves, and quotes are independent. */
    private static final Set<String> COUNTED = Set.of("quote", "counter");

    private final Needs needs;
    private final Map<String, Kept> previews = new LinkedHashMap<>();

    private record Kept(Preview preview, Instant until) {}

    /** Runs work in one transaction, while nobody else changes the channel's documents. */
    public interface Transaction {
        /** @throws RuntimeException thrown by the work; then nothing was changed */
        void run(TwitchUserId channel, Runnable work);
    }

    /**
     * The parts of Herald that an import uses.
     *
     * @param documents every kind that can be imported
     * @param reload reads the channel's documents from the store again
     * @param isBuiltIn whether a name belongs to a command that the channel has anyway
     * @param mayFetch whether texts may fetch from a host
     */
    public record Needs(
            List<Documents> documents,
            QuoteStore quotes,
            Counting counting,
            Transaction transaction,
            Consumer<TwitchUserId> reload,
            BiPredicate<TwitchUserId, String> isBuiltIn,
            Predicate<String> mayFetch,
            AuditLog audit,
            Clock clock) {
        Documents of(Kind kind) {
            return documents.stream()
                    .filter(one -> one.kind().equals(kind.text()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Sets how often a command was used. */
    @FunctionalInterface
    public interface Counting {
        void set(TwitchUserId channel, String command, long count);
    }

    /** The result of an import. */
    public record Applied(List<String> added, List<String> replaced, List<String> refused) {
        public Applied {
            added = List.copyOf(added);
            replaced = List.copyOf(replaced);
            refused = List.copyOf(refused);
        }

        public int count() {
            return added.size() + replaced.size();
        }
    }

    public MoveIn(Needs needs) {
        this.needs = needs;
    }

    /** Makes a preview, and keeps it for ten minutes. */
    public Preview preview(TwitchUserId channel, Source source, List<Item> items) {
        Preview preview =
                new Preview(UUID.randomUUID().toString(), channel, source, new PreviewLines(needs, channel).of(items));
        keep(preview);
        return preview;
    }

    private synchronized void keep(Preview preview) {
        forget();
        if (previews.size() >= MOST_PREVIEWS) {
            previews.remove(previews.keySet().iterator().next());
        }
        previews.put(preview.id(), new Kept(preview, needs.clock().instant().plus(PREVIEW_KEPT)));
    }

    private void forget() {
        Instant now = needs.clock().instant();
        previews.values().removeIf(kept -> !now.isBefore(kept.until()));
    }

    /** Empty if it has expired or belongs to another channel. */
    public synchronized Optional<Preview> find(TwitchUserId channel, String id) {
        forget();
        return Optional.ofNullable(previews.get(id))
                .map(Kept::preview)
                .filter(preview -> preview.channel().equals(channel));
    }

    /**
     * Saves lines of a preview in one transaction. Lines that cannot be saved after all are reported and do not affect others.
     *
     * @param ids the chosen lines; those that are skipped or already present are ignored
     */
    public Applied apply(Preview preview, Collection<String> ids, OnClash onClash, Actor actor) {
        Set<String> chosen = Set.copyOf(ids);
        LineImporter importer = new LineImporter(needs, preview.channel(), onClash);
        try {
            needs.transaction().run(preview.channel(), () -> {
                preview.lines().stream()
                        .filter(line -> chosen.contains(line.id()))
                        .forEach(importer::take);
                importer.edit(preview.source())
                        .ifPresent(edit -> write(preview.channel(), edit, actor, Optional.empty()));
            });
        } catch (RuntimeException e) {
            needs.reload().accept(preview.channel());
            throw e;
        }
        return importer.applied();
    }

    private void write(TwitchUserId channel, Edit edit, Actor actor, Optional<String> undoes) {
        needs.audit()
                .write(new AuditEntry(
                        needs.clock().instant(),
                        Action.MOVED_IN,
                        channel,
                        actor,
                        Optional.empty(),
                        Optional.of(edit),
                        undoes));
    }

    /** Whether nothing that was imported has changed since. */
    public boolean canUndo(TwitchUserId channel, Edit edit) {
        for (JsonNode left : nodes(edit.after())) {
            if (!COUNTED.contains(left.path("kind").asText())) {
                Optional<Shown> now =
                        needs.of(kind(left)).find(channel, left.path("name").asText());
                if (now.isEmpty() || now.get().version() != left.path("version").asLong()) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Undoes an import in one transaction, and records who did.
     *
     * @param entry the import's entry in the activity log
     * @return false, having changed nothing, if something was changed since
     */
    public boolean undo(AuditEntry entry, Actor actor) {
        TwitchUserId channel = entry.broadcaster();
        Edit edit = entry.edit().orElseThrow();
        if (!canUndo(channel, edit)) {
            return false;
        }
        Map<String, JsonNode> before = new LinkedHashMap<>();
        nodes(edit.before())
                .forEach(node -> before.put(
                        node.path("kind").asText() + " " + node.path("name").asText(), node.path("content")));
        try {
            needs.transaction().run(channel, () -> {
                nodes(edit.after()).forEach(left -> takeBack(channel, left, before));
                write(channel, new Edit(edit.item(), edit.after(), Optional.empty()), actor, Optional.of(entry.id()));
            });
            return true;
        } catch (RuntimeException e) {
            needs.reload().accept(channel);
            throw e;
        }
    }

    private void takeBack(TwitchUserId channel, JsonNode left, Map<String, JsonNode> before) {
        String name = left.path("name").asText();
        if (left.path("kind").asText().equals("quote")) {
            needs.quotes().delete(channel, Long.parseLong(name));
            return;
        }
        Documents documents = needs.of(kind(left)).restoring();
        JsonNode was = before.get(left.path("kind").asText() + " " + name);
        OptionalLong version = COUNTED.contains(left.path("kind").asText())
                ? OptionalLong.empty()
                : OptionalLong.of(left.path("version").asLong());
        if (version.isEmpty() && documents.find(channel, name).isEmpty()) {
            return;
        }
        Change<Shown> change =
                was == null ? documents.delete(channel, name, version) : documents.replace(channel, name, was, version);
        if (!(change instanceof Change.Done<Shown>)) {
            throw new IllegalStateException("cannot be undone: " + name + ": " + LineImporter.why(change));
        }
    }

    private static Kind kind(JsonNode node) {
        return Kind.of(node.path("kind").asText()).orElseThrow();
    }

    private static List<JsonNode> nodes(Optional<String> array) {
        List<JsonNode> nodes = new ArrayList<>();
        try {
            Reading.Json.MAPPER.readTree(array.orElse("[]")).forEach(nodes::add);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the log holds no JSON", e);
        }
        return nodes;
    }
}
