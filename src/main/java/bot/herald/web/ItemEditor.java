package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditLog;
import bot.herald.account.Person;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Changes by people to one kind of thing, each written to the audit log with what was before and after. */
final class ItemEditor<T extends Item> {
    /** How often a change that nobody tied to a version is made again on top of somebody else's. */
    private static final int TRIES = 5;

    private final Editable<T> items;
    private final BiFunction<Fields, T, T> read;
    private final Guard<T> guard;
    private final Actions actions;
    private final AuditLog audit;
    private final Clock clock;

    /** Refuses changes that are not for everybody who manages a channel. */
    @FunctionalInterface
    interface Guard<T> {
        /** @throws ProblemException if this person may not make this change */
        void check(Person actor, TwitchUserId channel, T before, T wanted);
    }

    /** What the log says of each kind of change. */
    record Actions(Action created, Action changed, Action deleted) {
        static final Actions COMMAND =
                new Actions(Action.COMMAND_CREATED, Action.COMMAND_CHANGED, Action.COMMAND_DELETED);
        static final Actions TIMER = new Actions(Action.TIMER_CREATED, Action.TIMER_CHANGED, Action.TIMER_DELETED);
        static final Actions SETTINGS =
                new Actions(Action.SETTINGS_CHANGED, Action.SETTINGS_CHANGED, Action.SETTINGS_CHANGED);
        static final Actions FEATURE =
                new Actions(Action.FEATURE_CHANGED, Action.FEATURE_CHANGED, Action.FEATURE_CHANGED);
    }

    /** @param read takes what is named from the fields and the rest from what was there before */
    ItemEditor(Editable<T> items, BiFunction<Fields, T, T> read, Actions actions, AuditLog audit, Clock clock) {
        this(items, read, (actor, channel, before, wanted) -> {}, actions, audit, clock);
    }

    ItemEditor(
            Editable<T> items,
            BiFunction<Fields, T, T> read,
            Guard<T> guard,
            Actions actions,
            AuditLog audit,
            Clock clock) {
        this.items = items;
        this.read = read;
        this.guard = guard;
        this.actions = actions;
        this.audit = audit;
        this.clock = clock;
    }

    Change<T> create(Items<T> into, T blank, Person actor, TwitchUserId channel, Fields fields) {
        T wanted = read.apply(fields, blank);
        Optional<Change<T>> refusal = refusal(channel, wanted, fields);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Change<T> change = into.create(channel, wanted);
        if (change instanceof Change.Done<T> done) {
            write(actions.created, actor, channel, done.item().name(), Optional.empty(), Optional.of(done.item()));
        }
        return change;
    }

    /** Changes what the fields name; {@code onlyIf} is the version that the change was made from. */
    Change<T> replace(Person actor, TwitchUserId channel, String name, Fields fields, IfMatch onlyIf) {
        Change<T> change = new Change.Missing<>();
        for (int i = 0; i < TRIES; i++) {
            Optional<T> before = items.find(channel, name);
            if (before.isEmpty()) {
                return new Change.Missing<>();
            }
            T current = before.get();
            if (!onlyIf.allows(current)) {
                return new Change.Conflict<>(current);
            }
            T wanted = read.apply(fields, current);
            guard.check(actor, channel, current, wanted);
            Optional<Change<T>> refusal = refusal(channel, wanted, fields);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            change = items.replace(channel, current.name(), wanted, OptionalLong.of(current.version()));
            // Saved as it was: nobody changed anything.
            if (change instanceof Change.Done<T> done && !audited(done.item()).equals(audited(current))) {
                write(actions.changed, actor, channel, current.name(), before, Optional.of(done.item()));
            }
            if (!(change instanceof Change.Conflict<T>)) {
                return change;
            }
        }
        return change;
    }

    Change<T> delete(Items<T> from, Person actor, TwitchUserId channel, String name, IfMatch onlyIf) {
        Change<T> change = new Change.Missing<>();
        for (int i = 0; i < TRIES; i++) {
            Optional<T> before = items.find(channel, name);
            if (before.isEmpty()) {
                return new Change.Missing<>();
            }
            T current = before.get();
            if (!onlyIf.allows(current)) {
                return new Change.Conflict<>(current);
            }
            change = from.delete(channel, current.name(), OptionalLong.of(current.version()));
            if (change instanceof Change.Done<T>) {
                write(actions.deleted, actor, channel, current.name(), before, Optional.empty());
            }
            if (!(change instanceof Change.Conflict<T>)) {
                return change;
            }
        }
        return change;
    }

    /** Every problem at once: those of the kinds of values, and those of the content of all others. */
    private Optional<Change<T>> refusal(TwitchUserId channel, T wanted, Fields fields) {
        List<Problem> problems = new ArrayList<>(fields.problems());
        Set<String> named = problems.stream().map(Problem::field).collect(Collectors.toSet());
        items.problems(channel, wanted).stream()
                .filter(problem -> !named.contains(problem.field()))
                .forEach(problems::add);
        return problems.isEmpty() ? Optional.empty() : Optional.of(new Change.Invalid<>(problems));
    }

    private static String audited(Item item) {
        return Json.write(item.audited());
    }

    private void write(
            Action action, Person actor, TwitchUserId channel, String name, Optional<T> before, Optional<T> after) {
        audit.write(new AuditEntry(
                clock.instant(),
                action,
                channel,
                Actor.of(actor.id()),
                Optional.empty(),
                Optional.of(new Edit(name, before.map(ItemEditor::audited), after.map(ItemEditor::audited)))));
    }
}
