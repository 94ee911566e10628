package bot.herald.feature;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditLog;
import bot.herald.account.AuditTrail;
import bot.herald.event.Account;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes a channel's documents, each with its entry in the activity log, whether the change comes from the dashboard,
 * a program or chat: both are saved, or neither. Safe for concurrent use.
 *
 * @param together runs work in one transaction; a {@link RuntimeException} of the work rolls it back
 */
public record EditLog(AuditLog log, AuditTrail trail, Consumer<Runnable> together, Clock clock) {
    /**
     * Who makes a change.
     *
     * @param undoes the id of the log entry that the change undoes; empty if it undoes none
     */
    public record By(Actor actor, Optional<String> undoes) {
        public static By person(TwitchUserId id) {
            return new By(Actor.of(id), Optional.empty());
        }

        public static By inChat(Account chatter) {
            return new By(Actor.inChat(chatter.id(), chatter.displayName()), Optional.empty());
        }
    }

    /** The log's actions for each kind of change. */
    public record Actions(Action created, Action changed, Action deleted) {
        /** @param kind as {@link Documents#kind} */
        public static Actions of(String kind) {
            return switch (kind) {
                case "command" -> new Actions(Action.COMMAND_CREATED, Action.COMMAND_CHANGED, Action.COMMAND_DELETED);
                case "trigger" -> new Actions(Action.TRIGGER_CREATED, Action.TRIGGER_CHANGED, Action.TRIGGER_DELETED);
                case "timer" -> new Actions(Action.TIMER_CREATED, Action.TIMER_CHANGED, Action.TIMER_DELETED);
                case "quote" -> new Actions(Action.QUOTE_CREATED, Action.QUOTE_CHANGED, Action.QUOTE_DELETED);
                case "counter" -> new Actions(Action.COUNTER_CREATED, Action.COUNTER_CHANGED, Action.COUNTER_DELETED);
                case "settings" -> always(Action.SETTINGS_CHANGED);
                case "feature" -> always(Action.FEATURE_CHANGED);
                default -> throw new IllegalArgumentException("the activity log cannot describe a " + kind);
            };
        }

        private static Actions always(Action action) {
            return new Actions(action, action, action);
        }

        /** Whether an entry with this action is about such a change. */
        public boolean include(Action action) {
            return action == created || action == changed || action == deleted;
        }
    }

    /** Rolls back a change that was refused half-way; never leaves this class. */
    private static final class NotDone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotDone() {
            super("not done", null, false, false);
        }
    }

    /** Holds the result of work that runs once. */
    private static final class Result<T> {
        private @Nullable Change<T> change;

        private Change<T> get() {
            if (change == null) {
                throw new IllegalStateException("the work was never run");
            }
            return change;
        }
    }

    /**
     * Changes one document. A change that leaves it as it was is not logged.
     *
     * @param name its name before the change; empty for a new one
     * @param naming gives its name after the change
     */
    public <T> Change<T> made(
            TwitchUserId channel,
            Documents documents,
            By by,
            String name,
            Function<T, String> naming,
            Supplier<Change<T>> change) {
        Result<T> result = new Result<>();
        try {
            documents.alone(
                    channel,
                    () -> together.accept(() -> {
                        Optional<Shown> before = name.isEmpty() ? Optional.empty() : documents.find(channel, name);
                        result.change = isUndone(channel, by) ? new Change.Missing<>() : change.get();
                        if (!(result.change instanceof Change.Done<T> done)) {
                            throw new NotDone();
                        }
                        write(channel, documents, by, before, documents.find(channel, naming.apply(done.item())));
                    }));
        } catch (NotDone e) {
            if (!(result.get() instanceof Change.Invalid<T>)) {
                // Caches may have seen what has just been rolled back.
                documents.reload(channel);
            }
        } catch (RuntimeException e) {
            documents.reload(channel);
            throw e;
        }
        return result.get();
    }

    /**
     * Does something other than changing a document, and logs it.
     *
     * @param item what the entry names
     * @param work returns whether there was anything to do
     */
    public void noted(TwitchUserId channel, Actor actor, Action action, String item, BooleanSupplier work) {
        together.accept(() -> {
            if (work.getAsBoolean()) {
                log.write(new AuditEntry(
                        clock.instant(),
                        action,
                        channel,
                        actor,
                        Optional.empty(),
                        Optional.of(new Edit(item, Optional.empty(), Optional.empty()))));
            }
        });
    }

    private boolean isUndone(TwitchUserId channel, By by) {
        return by.undoes()
                .filter(id -> !trail.undone(channel, List.of(id)).isEmpty())
                .isPresent();
    }

    private void write(
            TwitchUserId channel, Documents documents, By by, Optional<Shown> before, Optional<Shown> after) {
        if (before.map(Shown::content).equals(after.map(Shown::content))) {
            return;
        }
        Actions actions = Actions.of(documents.kind());
        Action action = before.isEmpty() ? actions.created() : after.isEmpty() ? actions.deleted() : actions.changed();
        log.write(new AuditEntry(
                clock.instant(),
                action,
                channel,
                by.actor(),
                Optional.empty(),
                Optional.of(new Edit(
                        before.or(() -> after).orElseThrow().name(),
                        before.map(EditLog::text),
                        after.map(EditLog::text))),
                by.undoes()));
    }

    private static String text(Shown document) {
        return document.audited().toString();
    }
}
