package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditTrail;
import bot.herald.account.Person;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Extent;
import bot.herald.settings.Documents.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Undoes an entry of the audit log, as long as nothing came after it. */
final class UndoService {
    static final HttpProblem CHANGED_SINCE = new HttpProblem(
            409,
            "changed_since",
            "It was changed since",
            "Somebody changed it after that, so nothing was undone. Change it by hand if you want it as it was.");
    static final HttpProblem NOT_AN_EDIT = new HttpProblem(
            409,
            "not_an_edit",
            "That cannot be undone",
            "Only changes of commands, triggers, timers, quotes, counters, settings and features can be undone.");
    static final HttpProblem UNDONE_ALREADY = new HttpProblem(
            409,
            "undone_already",
            "It was undone already",
            "Somebody has undone that already; nothing was changed now.");

    private final Editors editing;
    private final AuditTrail trail;

    UndoService(Editors editing, AuditTrail trail) {
        this.editing = editing;
        this.trail = trail;
    }

    /** Whether an entry can still be undone. */
    enum State {
        /** It is not a change, or not one that can be undone. */
        FINAL,
        UNDOABLE,
        UNDONE,
        CHANGED_SINCE,
        DELETED_SINCE,
        /** It was deleted, and by now another one has its name. */
        THERE_AGAIN
    }

    /** The entries among these that were undone, by id, each with the entry of the undo. */
    Map<String, AuditEntry> undone(TwitchUserId channel, List<AuditEntry> entries) {
        return trail.undone(
                channel,
                entries.stream()
                        .filter(entry -> entry.edit().isPresent())
                        .map(AuditEntry::id)
                        .toList());
    }

    /** Whether the entry can be undone now. */
    boolean isPossible(AuditEntry entry) {
        return state(entry, undone(entry.broadcaster(), List.of(entry)).keySet()) == State.UNDOABLE;
    }

    /** @param undone the ids of entries that were undone */
    State state(AuditEntry entry, Set<String> undone) {
        if (undone.contains(entry.id())) {
            return State.UNDONE;
        }
        if (entry.edit().isEmpty()) {
            return State.FINAL;
        }
        Edit edit = entry.edit().get();
        if (entry.action() == Action.MOVED_IN) {
            return edit.after().isEmpty()
                    ? State.FINAL
                    : editing.books().moves().moveIn().canUndo(entry.broadcaster(), edit)
                            ? State.UNDOABLE
                            : State.CHANGED_SINCE;
        }
        return editing.of(entry.action())
                .map(editor -> state(editor.documents(), entry.broadcaster(), edit))
                .orElse(State.FINAL);
    }

    private static State state(Documents documents, TwitchUserId channel, Edit edit) {
        if (edit.after().isEmpty()) {
            boolean isThere = edit.before()
                    .flatMap(was -> named(documents, channel, edit, Json.read(was)))
                    .isPresent();
            return documents.extent() != Extent.OPEN ? State.FINAL : isThere ? State.THERE_AGAIN : State.UNDOABLE;
        }
        Optional<Shown> now =
                named(documents, channel, edit, Json.read(edit.after().get()));
        if (now.isEmpty()) {
            return State.DELETED_SINCE;
        }
        return opposite(documents, edit, now.get()).isPresent() || isAsLeft(edit, now.get())
                ? State.UNDOABLE
                : State.CHANGED_SINCE;
    }

    /**
     * Restores the state before the entry.
     *
     * @return what is there now; empty if it is gone
     * @throws ProblemException 409 if it was changed since or is no edit, 400 if what was before cannot be used any more
     */
    Optional<Shown> undo(AuditEntry entry, Person actor) {
        if (!undone(entry.broadcaster(), List.of(entry)).isEmpty()) {
            throw new ProblemException(UNDONE_ALREADY);
        }
        if (entry.action() == Action.MOVED_IN) {
            if (entry.edit().flatMap(Edit::after).isEmpty()) {
                throw new ProblemException(NOT_AN_EDIT);
            }
            if (!editing.books().moves().moveIn().undo(entry, Actor.of(actor.id()))) {
                throw new ProblemException(CHANGED_SINCE);
            }
            return Optional.empty();
        }
        DocumentEditor editor = editing.of(entry.action())
                .orElseThrow(() -> new ProblemException(NOT_AN_EDIT))
                .takingBack(entry);
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

    /** The current state of what the entry changed, as the log keeps it; empty if it is gone. */
    Optional<JsonNode> now(AuditEntry entry) {
        return entry.edit()
                .flatMap(edit -> editing.of(entry.action())
                        .flatMap(editor -> edit.after()
                                .or(edit::before)
                                .flatMap(
                                        json -> named(editor.documents(), entry.broadcaster(), edit, Json.read(json)))))
                .map(Shown::audited);
    }

    /** Does nothing and returns {@link Change.Conflict} or {@link Change.Missing} if it was changed since. */
    private static Change<Shown> takeBack(DocumentEditor editor, Person actor, TwitchUserId channel, Edit edit) {
        Documents documents = editor.documents();
        Optional<Shown> found =
                named(documents, channel, edit, Json.read(edit.after().orElseThrow()));
        if (found.isEmpty()) {
            return new Change.Missing<>();
        }
        Shown current = found.get();
        IfMatch onlyIf = new IfMatch(Optional.of(IfMatch.tag(current)));
        Optional<JsonNode> opposite = opposite(documents, edit, current);
        if (opposite.isPresent()) {
            return editor.replace(actor, channel, current.name(), opposite.get(), onlyIf);
        }
        if (!isAsLeft(edit, current)) {
            return new Change.Conflict<>(current);
        }
        if (edit.before().isPresent()) {
            JsonNode before = known(Json.read(edit.before().get()), current, Set.of());
            return editor.replace(actor, channel, current.name(), before, onlyIf);
        }
        return documents.extent() == Extent.OPEN
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
                : editor.create(
                        actor,
                        channel,
                        known(
                                before,
                                editor.documents().fresh(),
                                editor.documents().givenOnce()));
    }

    private static Optional<JsonNode> opposite(Documents documents, Edit edit, Shown now) {
        return edit.before().isEmpty() || edit.after().isEmpty()
                ? Optional.empty()
                : documents.opposite(
                        Json.read(edit.before().get()), Json.read(edit.after().get()), now);
    }

    /** Whether it is still as the edit left it, apart from counted uses. */
    private static boolean isAsLeft(Edit edit, Shown now) {
        return isIn(known(Json.read(edit.after().orElseThrow()), now, Set.of()), now.content());
    }

    /** Whether {@code whole} holds everything in {@code part}. */
    private static boolean isIn(JsonNode part, JsonNode whole) {
        if (part.isObject()) {
            return part.properties().stream().allMatch(field -> isIn(field.getValue(), whole.path(field.getKey())));
        }
        // Numbers read from the log have the smallest type that fits.
        return (part.isIntegralNumber() && whole.isIntegralNumber())
                ? part.longValue() == whole.longValue()
                : part.equals(whole);
    }

    private static Optional<Shown> named(Documents documents, TwitchUserId channel, Edit edit, JsonNode document) {
        // It may have been renamed. Documents that are the only one of their kind, or numbered, have no name.
        return documents.find(channel, documents.extent() == Extent.OPEN ? documents.nameIn(document) : edit.item());
    }

    /** Without fields that only earlier versions of Herald had. */
    private static JsonNode known(JsonNode audited, Shown now, Set<String> also) {
        JsonNode whole = now.inside().isEmpty()
                ? audited
                : JsonNodeFactory.instance.objectNode().set(now.inside(), audited);
        JsonNode known = known(whole, now.content());
        if (known instanceof ObjectNode fields) {
            also.stream().filter(audited::has).forEach(name -> fields.set(name, audited.path(name)));
        }
        return known;
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
