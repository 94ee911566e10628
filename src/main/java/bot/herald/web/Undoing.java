package bot.herald.web;

import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.Person;
import bot.herald.settings.Change;
import java.util.Optional;

/** Takes back what an entry of the audit log tells of. */
record Undoing(
        Undo<CommandItem> commands, Undo<TimerItem> timers, Undo<SettingsItem> settings, Undo<FeatureItem> features) {
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

    /** Whether the entry tells of a change that can be undone as long as nothing came after. */
    boolean isEdit(AuditEntry entry) {
        return of(entry.action()).isPresent();
    }

    /** Whether undoing the entry would find what it left. */
    boolean isPossible(AuditEntry entry) {
        return of(entry.action())
                .flatMap(undo -> entry.edit().map(edit -> undo.isPossible(entry.broadcaster(), edit)))
                .orElse(false);
    }

    /**
     * Puts back what was before.
     *
     * @return what is there now; empty if it is gone
     * @throws ProblemException 409 if it was changed since or is no edit, 400 if what was before is not allowed any more
     */
    Optional<Item> undo(AuditEntry entry, Person actor) {
        Undo<?> undo = of(entry.action()).orElseThrow(() -> new ProblemException(NOT_AN_EDIT));
        AuditEntry.Edit edit = entry.edit().orElseThrow(() -> new ProblemException(NOT_AN_EDIT));
        Change<? extends Item> change = undo.undo(actor, entry.broadcaster(), edit);
        if (change instanceof Change.Done<? extends Item> done) {
            return edit.before().isEmpty() ? Optional.empty() : Optional.of(done.item());
        }
        if (change instanceof Change.Conflict<?> || change instanceof Change.Missing<?>) {
            throw new ProblemException(CHANGED_SINCE);
        }
        throw new ProblemException(Changes.problem(change, IfMatch.ANYTHING));
    }

    private Optional<Undo<?>> of(Action action) {
        return switch (action) {
            case COMMAND_CREATED, COMMAND_CHANGED, COMMAND_DELETED -> Optional.of(commands);
            case TIMER_CREATED, TIMER_CHANGED, TIMER_DELETED -> Optional.of(timers);
            case SETTINGS_CHANGED -> Optional.of(settings);
            case FEATURE_CHANGED -> Optional.of(features);
            default -> Optional.empty();
        };
    }
}
