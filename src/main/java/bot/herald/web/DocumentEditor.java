package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.ManagedChannels;
import bot.herald.account.Person;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Changes by people to documents of one kind, each written to the audit log with what was before and after. */
final class DocumentEditor {
    /** How often a change that nobody tied to a version is made again on top of somebody else's. */
    private static final int TRIES = 5;

    private final Documents documents;
    private final Actions actions;
    private final People people;

    /** What the log says of each kind of change. */
    private record Actions(Action created, Action changed, Action deleted) {
        static Actions of(String kind) {
            return switch (kind) {
                case "command" -> new Actions(Action.COMMAND_CREATED, Action.COMMAND_CHANGED, Action.COMMAND_DELETED);
                case "trigger" -> new Actions(Action.TRIGGER_CREATED, Action.TRIGGER_CHANGED, Action.TRIGGER_DELETED);
                case "timer" -> new Actions(Action.TIMER_CREATED, Action.TIMER_CHANGED, Action.TIMER_DELETED);
                case "settings" -> always(Action.SETTINGS_CHANGED);
                case "feature" -> always(Action.FEATURE_CHANGED);
                default -> throw new IllegalArgumentException("the activity log cannot describe a " + kind);
            };
        }

        private static Actions always(Action action) {
            return new Actions(action, action, action);
        }
    }

    DocumentEditor(Documents documents, People people) {
        this.documents = documents;
        this.actions = Actions.of(documents.kind());
        this.people = people;
    }

    Documents documents() {
        return documents;
    }

    /** Whether an entry of this kind tells of a change to such a document. */
    boolean makes(Action action) {
        return action == actions.created || action == actions.changed || action == actions.deleted;
    }

    Change<Shown> create(Person actor, TwitchUserId channel, JsonNode content) {
        Change<Shown> change = documents.create(channel, content);
        if (change instanceof Change.Done<Shown> done) {
            write(actions.created, actor, channel, done.item().name(), Optional.empty(), Optional.of(done.item()));
        }
        return change;
    }

    /**
     * Changes what {@code content} names; {@code onlyIf} is the version that the change was made from.
     *
     * @throws ProblemException 403 if only the broadcaster may make this change
     */
    Change<Shown> replace(Person actor, TwitchUserId channel, String name, JsonNode content, IfMatch onlyIf) {
        return made(channel, name, onlyIf, current -> {
            if (documents.actsForBroadcaster(channel, current, content) && !maySpeakFor(actor, channel)) {
                throw new ProblemException(AccessProblems.STREAM_OF_THE_BROADCASTER);
            }
            Change<Shown> change =
                    documents.replace(channel, current.name(), content, OptionalLong.of(current.version()));
            // Saved as it was: nobody changed anything.
            if (change instanceof Change.Done<Shown> done
                    && !done.item().content().equals(current.content())) {
                write(actions.changed, actor, channel, current.name(), Optional.of(current), Optional.of(done.item()));
            }
            return change;
        });
    }

    private boolean maySpeakFor(Person actor, TwitchUserId channel) {
        ManagedChannels managed = people.managed();
        return managed.access(actor, channel).mayDisconnect();
    }

    Change<Shown> delete(Person actor, TwitchUserId channel, String name, IfMatch onlyIf) {
        return made(channel, name, onlyIf, current -> {
            Change<Shown> change = documents.delete(channel, current.name(), OptionalLong.of(current.version()));
            if (change instanceof Change.Done<Shown>) {
                write(actions.deleted, actor, channel, current.name(), Optional.of(current), Optional.empty());
            }
            return change;
        });
    }

    private Change<Shown> made(
            TwitchUserId channel, String name, IfMatch onlyIf, Function<Shown, Change<Shown>> changing) {
        Change<Shown> change = new Change.Missing<>();
        for (int i = 0; i < TRIES; i++) {
            Optional<Shown> current = documents.find(channel, name);
            if (current.isEmpty()) {
                return new Change.Missing<>();
            }
            if (!onlyIf.allows(current.get())) {
                return new Change.Conflict<>(current.get());
            }
            change = changing.apply(current.get());
            if (!(change instanceof Change.Conflict<Shown>)) {
                return change;
            }
        }
        return change;
    }

    private void write(
            Action action,
            Person actor,
            TwitchUserId channel,
            String name,
            Optional<Shown> before,
            Optional<Shown> after) {
        people.audit()
                .write(new AuditEntry(
                        people.clock().instant(),
                        action,
                        channel,
                        Actor.of(actor.id()),
                        Optional.empty(),
                        Optional.of(
                                new Edit(name, before.map(DocumentEditor::text), after.map(DocumentEditor::text)))));
    }

    private static String text(Shown document) {
        return document.audited().toString();
    }
}
