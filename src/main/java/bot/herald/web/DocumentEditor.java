package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.ManagedChannels;
import bot.herald.account.Person;
import bot.herald.feature.EditLog;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** People's changes to documents of one kind; each goes to the audit log with the state before and after. */
final class DocumentEditor {
    /** How often a change without an expected version is retried on top of a concurrent one. */
    private static final int TRIES = 5;

    private final Documents documents;
    private final EditLog.Actions actions;
    private final People people;
    private final Optional<String> undoes;

    DocumentEditor(Documents documents, People people) {
        this(documents, people, Optional.empty());
    }

    private DocumentEditor(Documents documents, People people, Optional<String> undoes) {
        this.documents = documents;
        this.actions = EditLog.Actions.of(documents.kind());
        this.people = people;
        this.undoes = undoes;
    }

    /** The same editor, whose changes restore what was before that entry, and are logged as its undo. */
    DocumentEditor takingBack(AuditEntry entry) {
        return new DocumentEditor(documents.restoring(), people, Optional.of(entry.id()));
    }

    Documents documents() {
        return documents;
    }

    /** Whether entries with this action are about documents of this kind. */
    boolean makes(Action action) {
        return actions.include(action);
    }

    Change<Shown> create(Person actor, TwitchUserId channel, JsonNode content) {
        return logged(
                actor,
                channel,
                "",
                () -> documents.create(
                        channel,
                        documents.signed(content, actor.profile().login().value())));
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
            return logged(
                    actor,
                    channel,
                    current.name(),
                    () -> documents.replace(channel, current.name(), content, OptionalLong.of(current.version())));
        });
    }

    private boolean maySpeakFor(Person actor, TwitchUserId channel) {
        ManagedChannels managed = people.managed();
        return managed.access(actor, channel).mayDisconnect();
    }

    Change<Shown> delete(Person actor, TwitchUserId channel, String name, IfMatch onlyIf) {
        return made(
                channel,
                name,
                onlyIf,
                current -> logged(
                        actor,
                        channel,
                        current.name(),
                        () -> documents.delete(channel, current.name(), OptionalLong.of(current.version()))));
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

    private Change<Shown> logged(Person actor, TwitchUserId channel, String name, Supplier<Change<Shown>> change) {
        return people.edits()
                .made(channel, documents, new EditLog.By(Actor.of(actor.id()), undoes), name, Shown::name, change);
    }
}
