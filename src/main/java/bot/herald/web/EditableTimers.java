package bot.herald.web;

import bot.herald.feature.timer.ChatTimer;
import bot.herald.feature.timer.TimerBook;
import bot.herald.feature.timer.TimerDraft;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Timers as the web sees them. */
final class EditableTimers implements Items<TimerItem> {
    private final TimerBook book;

    EditableTimers(TimerBook book) {
        this.book = book;
    }

    @Override
    public List<TimerItem> list(TwitchUserId broadcaster) {
        return book.list(broadcaster).stream().map(EditableTimers::item).toList();
    }

    @Override
    public Optional<TimerItem> find(TwitchUserId broadcaster, String name) {
        return book.find(broadcaster, name).map(EditableTimers::item);
    }

    @Override
    public List<Problem> problems(TwitchUserId broadcaster, TimerItem wanted) {
        return book.problems(draft(wanted));
    }

    @Override
    public Change<TimerItem> create(TwitchUserId broadcaster, TimerItem wanted) {
        return EditableBooks.mapped(book.create(broadcaster, draft(wanted)), EditableTimers::item);
    }

    @Override
    public Change<TimerItem> replace(
            TwitchUserId broadcaster, String name, TimerItem wanted, OptionalLong expectedVersion) {
        return EditableBooks.mapped(
                book.replace(broadcaster, name, draft(wanted), expectedVersion), EditableTimers::item);
    }

    @Override
    public Change<TimerItem> delete(TwitchUserId broadcaster, String name, OptionalLong expectedVersion) {
        return EditableBooks.mapped(book.delete(broadcaster, name, expectedVersion), EditableTimers::item);
    }

    private static TimerDraft draft(TimerItem item) {
        return new TimerDraft(
                item.name(), item.messages(), item.intervalMinutes(), item.minimumChatLines(), item.enabled());
    }

    private static TimerItem item(ChatTimer timer) {
        return new TimerItem(
                timer.name(),
                timer.messages(),
                timer.intervalMinutes(),
                timer.minimumChatLines(),
                timer.enabled(),
                timer.version());
    }
}
