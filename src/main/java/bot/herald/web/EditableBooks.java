package bot.herald.web;

import bot.herald.feature.command.CommandBook;
import bot.herald.feature.timer.TimerBook;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.settings.SettingsBook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lets the web edit what features keep. */
public final class EditableBooks {
    private EditableBooks() {}

    public static ChannelBooks of(
            CommandBook commands, TimerBook timers, SettingsBook settings, FeatureItems features) {
        return new ChannelBooks(
                new EditableCommands(commands), new EditableTimers(timers), new EditableSettings(settings), features);
    }

    static <S, T> Change<T> mapped(Change<S> change, Function<S, T> item) {
        if (change instanceof Change.Done<S> done) {
            return new Change.Done<>(item.apply(done.item()));
        }
        if (change instanceof Change.Conflict<S> conflict) {
            return new Change.Conflict<>(item.apply(conflict.current()));
        }
        if (change instanceof Change.Taken<S> taken) {
            return new Change.Taken<>(taken.problem());
        }
        if (change instanceof Change.Invalid<S> invalid) {
            return new Change.Invalid<>(invalid.problems());
        }
        return new Change.Missing<>();
    }

    static List<Problem> with(List<Problem> problems, List<Problem> more) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(more);
        return List.copyOf(all);
    }
}
