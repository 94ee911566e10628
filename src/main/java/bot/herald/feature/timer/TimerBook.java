package bot.herald.feature.timer;

import bot.herald.feature.timer.TimerStore.Outcome;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.ChannelCache;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every channel's timers: checked, saved, and held in memory for {@link TimerRunner}.
 *
 * <p>Safe for concurrent use. A change is in the store before anybody sees it.
 */
public final class TimerBook {
    public static final int MOST_TIMERS = 50;

    private final TimerStore store;
    private final ChannelCache<List<ChatTimer>> cache;

    public TimerBook(TimerStore store) {
        this.store = store;
        this.cache = new ChannelCache<>(id -> List.copyOf(store.load(id)), store::loadAll, id -> List.of());
    }

    /** By name. */
    public List<ChatTimer> list(TwitchUserId broadcasterId) {
        return cache.get(broadcasterId);
    }

    public Optional<ChatTimer> find(TwitchUserId broadcasterId, String name) {
        String wanted = ItemName.normalized(name);
        return list(broadcasterId).stream()
                .filter(timer -> timer.name().equals(wanted))
                .findFirst();
    }

    /** Everything wrong with the draft on its own; a name that is in use is found when it is saved. */
    public List<Problem> problems(TimerDraft wanted) {
        return TimerCheck.problems(TimerCheck.normalized(wanted));
    }

    public Change<ChatTimer> create(TwitchUserId broadcasterId, TimerDraft wanted) {
        TimerDraft draft = TimerCheck.normalized(wanted);
        List<Problem> problems = TimerCheck.problems(draft);
        if (!problems.isEmpty()) {
            return new Change.Invalid<>(problems);
        }
        return cache.changing(broadcasterId, () -> {
            if (find(broadcasterId, draft.name()).isPresent()) {
                return taken(draft);
            }
            if (list(broadcasterId).size() >= MOST_TIMERS) {
                return new Change.Invalid<>(
                        List.of(new Problem("", "A channel has at most " + MOST_TIMERS + " timers; delete one.")));
            }
            ChatTimer timer = of(draft, 1);
            Outcome outcome = store.insert(broadcasterId, timer);
            cache.reload(broadcasterId);
            return outcome == Outcome.DONE ? new Change.Done<>(timer) : taken(draft);
        });
    }

    /**
     * Replaces all of the timer; another name in {@code wanted} renames it. It goes on where it was in its messages.
     *
     * @param expectedVersion of the timer that the change was made from; empty to overwrite whatever is there
     */
    public Change<ChatTimer> replace(
            TwitchUserId broadcasterId, String name, TimerDraft wanted, OptionalLong expectedVersion) {
        TimerDraft draft = TimerCheck.normalized(wanted);
        return cache.changing(broadcasterId, () -> {
            Optional<ChatTimer> current = find(broadcasterId, name);
            if (current.isEmpty()) {
                return new Change.Missing<>();
            }
            if (isOutdated(current.get(), expectedVersion)) {
                return new Change.Conflict<>(current.get());
            }
            List<Problem> problems = TimerCheck.problems(draft);
            if (!problems.isEmpty()) {
                return new Change.Invalid<>(problems);
            }
            ChatTimer next = of(draft, current.get().version() + 1);
            Outcome outcome = store.replace(broadcasterId, current.get().name(), next);
            cache.reload(broadcasterId);
            return switch (outcome) {
                case DONE -> new Change.Done<>(next);
                case NAME_TAKEN -> taken(draft);
                case STALE -> changedElsewhere(broadcasterId, current.get().name());
            };
        });
    }

    /** @param expectedVersion as with {@link #replace} */
    public Change<ChatTimer> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion) {
        return cache.changing(broadcasterId, () -> {
            Optional<ChatTimer> current = find(broadcasterId, name);
            if (current.isEmpty()) {
                return new Change.Missing<>();
            }
            if (isOutdated(current.get(), expectedVersion)) {
                return new Change.Conflict<>(current.get());
            }
            Outcome outcome = store.delete(
                    broadcasterId, current.get().name(), current.get().version());
            cache.reload(broadcasterId);
            return outcome == Outcome.DONE
                    ? new Change.Done<>(current.get())
                    : changedElsewhere(broadcasterId, current.get().name());
        });
    }

    /** To be called when another process may have changed the channel. */
    public void reload(TwitchUserId broadcasterId) {
        cache.reload(broadcasterId);
    }

    /** Reads all channels: at the start, and when other processes may have changed any. */
    public void reload() {
        cache.reloadAll();
    }

    /** Erases everything of the channel, for good. */
    public void purge(TwitchUserId broadcasterId) {
        cache.changing(broadcasterId, () -> {
            store.purge(broadcasterId);
            return cache.reload(broadcasterId);
        });
    }

    private Change<ChatTimer> changedElsewhere(TwitchUserId broadcasterId, String name) {
        Optional<ChatTimer> fresh = find(broadcasterId, name);
        return fresh.isPresent() ? new Change.Conflict<>(fresh.get()) : new Change.Missing<>();
    }

    private static Change<ChatTimer> taken(TimerDraft draft) {
        return new Change.Taken<>(new Problem("name", draft.name() + " is in use already."));
    }

    private static boolean isOutdated(ChatTimer current, OptionalLong expectedVersion) {
        return expectedVersion.isPresent() && expectedVersion.getAsLong() != current.version();
    }

    private static ChatTimer of(TimerDraft draft, long version) {
        return new ChatTimer(
                draft.name(),
                draft.messages(),
                draft.intervalMinutes(),
                draft.minimumChatLines(),
                draft.enabled(),
                version);
    }
}
