package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.Person;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import bot.herald.settings.Documents.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Takes back what an entry of the audit log tells of, by the same checked way that it was made, as long as nothing came after. */
final class Undoing {
    static final Problem CHANGED_SINCE = new Problem(
            409,
            "changed_since",
            "It was changed since",
            "Somebody changed it after that, so nothing was undone. Change it by hand if you want it as it was.");
    static final Problem NOT_AN_EDIT = new Problem(
            409,
            "not_an_edit",
            "That cannot be undone",
            "Only changes of commands, timers, settings and features can be undone.");

    private final Editing editing;

    Undoing(Editing editing) {
        this.editing = editing;
    }

    /** Whether the entry tells of a change that can be undone as long as nothing came after. */
    boolean isEdit(AuditEntry entry) {
        return editing.of(entry.action()).isPresent();
    }

    /** Whether undoing the entry would find what it left. */
    boolean isPossible(AuditEntry entry) {
        if (entry.action() == Action.MOVED_IN) {
            return entry.edit()
                    .filter(edit -> edit.after().isPresent())
                    .filter(edit -> editing.books().moves().moveIn().canUndo(entry.broadcaster(), edit))
                    .isPresent();
        }
        return editing.of(entry.action())
                .flatMap(editor -> entry.edit().map(edit -> isPossible(editor.documents(), entry.broadcaster(), edit)))
                .orElse(false);
    }

    private static boolean isPossible(Documents documents, TwitchUserId channel, Edit edit) {
        if (edit.after().isEmpty()) {
            return documents.extent() == Extent.OPEN
                    && edit.before()
                            .flatMap(was -> named(documents, channel, edit, Json.read(was)))
                            .isEmpty();
        }
        return left(documents, channel, edit).isPresent();
    }

    /**
     * Puts back what was before.
     *
     * @return what is there now; empty if it is gone
     * @throws ProblemException 409 if it was changed since or is no edit, 400 if what was before is not allowed any more
     */
    Optional<Shown> undo(AuditEntry entry, Person actor) {
        if (entry.action() == Action.MOVED_IN) {
            Edit moved = entry.edit()
                    .filter(edit -> edit.after().isPresent())
                    .orElseThrow(() -> new ProblemException(NOT_AN_EDIT));
            if (!editing.books().moves().moveIn().undo(entry.broadcaster(), moved, Actor.of(actor.id()))) {
                throw new ProblemException(CHANGED_SINCE);
            }
            return Optional.empty();
        }
        DocumentEditor editor = editing.of(entry.action()).orElseThrow(() -> new ProblemException(NOT_AN_EDIT));
        Edit edit = entry.edit().orElseThrow(() -> new ProblemException(NOT_AN_EDIT));
        Change<Shown> change = edit.after().isEmpty()
                ? bringBack(editor, actor, entry.broadcaster(), edit)
                : takeBack(editor, actor, entry.broadcaster(), edit);
        if (change instanceof Change.Done<Shown> done) {
            return edit.before().isEmpty() ? Optional.empty() : Optional.of(done.item());
        }
        if (change instanceof Change.Conflict<?> || change instanceof Change.Missing<?>) {
            throw new ProblemException(CHANGED_SINCE);
        }
        throw new ProblemException(Changes.problem(change, IfMatch.ANYTHING));
    }

    /** A {@link Change.Conflict} or {@link Change.Missing} says that it was changed since; then nothing is done. */
    private static Change<Shown> takeBack(DocumentEditor editor, Person actor, TwitchUserId channel, Edit edit) {
        Optional<Shown> left = left(editor.documents(), channel, edit);
        if (left.isEmpty()) {
            return new Change.Missing<>();
        }
        Shown current = left.get();
        IfMatch onlyIf = new IfMatch(Optional.of(IfMatch.tag(current)));
        if (edit.before().isPresent()) {
            JsonNode before = known(Json.read(edit.before().get()), current);
            return editor.replace(actor, channel, current.name(), before, onlyIf);
        }
        return editor.documents().extent() == Extent.OPEN
                ? editor.delete(actor, channel, current.name(), onlyIf)
                : new Change.Missing<>();
    }

    private static Change<Shown> bringBack(DocumentEditor editor, Person actor, TwitchUserId channel, Edit edit) {
        if (editor.documents().extent() != Extent.OPEN || edit.before().isEmpty()) {
            return new Change.Missing<>();
        }
        JsonNode before = Json.read(edit.before().get());
        Optional<Shown> other = named(editor.documents(), channel, edit, before);
        return other.isPresent()
                ? new Change.Conflict<>(other.get())
                : editor.create(actor, channel, known(before, editor.documents().fresh()));
    }

    /** What the edit led to, unless it was changed since; being used is no change. */
    private static Optional<Shown> left(Documents documents, TwitchUserId channel, Edit edit) {
        JsonNode after = Json.read(edit.after().orElseThrow());
        return named(documents, channel, edit, after).filter(current -> isIn(known(after, current), current.content()));
    }

    /** Whether everything that {@code part} names stands in {@code whole}. */
    private static boolean isIn(JsonNode part, JsonNode whole) {
        return part.isObject()
                ? part.properties().stream().allMatch(field -> isIn(field.getValue(), whole.path(field.getKey())))
                : part.equals(whole);
    }

    private static Optional<Shown> named(Documents documents, TwitchUserId channel, Edit edit, JsonNode document) {
        // It may have been renamed; what there is one of, or a given number, has no name of its own.
        return documents.find(
                channel,
                documents.extent() == Extent.OPEN ? document.path("name").asText() : edit.item());
    }

    /** As it may be sent again: without fields that there were only in an earlier version of Herald. */
    private static JsonNode known(JsonNode audited, Shown now) {
        JsonNode whole = now.inside().isEmpty()
                ? audited
                : JsonNodeFactory.instance.objectNode().set(now.inside(), audited);
        return known(whole, now.content());
    }

    private static JsonNode known(JsonNode document, JsonNode now) {
        if (!document.isObject()) {
            return document;
        }
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        document.properties().stream()
                .filter(field -> now.has(field.getKey()))
                .forEach(field -> known.set(field.getKey(), known(field.getValue(), now.path(field.getKey()))));
        return known;
    }
}
