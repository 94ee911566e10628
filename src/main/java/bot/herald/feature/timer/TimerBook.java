package bot.herald.feature.timer;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.DocumentBook;
import bot.herald.settings.DocumentStore;
import bot.herald.settings.DocumentStore.Use;

/** Every channel's timers and how far they have come. Safe for concurrent use. */
public final class TimerBook extends DocumentBook<ChatTimer> {
    private final TimerKind kind;
    private final DocumentStore store;

    public TimerBook(DocumentStore store) {
        this(new TimerKind(), store);
    }

    private TimerBook(TimerKind kind, DocumentStore store) {
        super(kind, store);
        this.kind = kind;
        this.store = store;
    }

    /** {@link TimerState#NEW} if there is no such timer. */
    TimerState state(TwitchUserId broadcasterId, String name) {
        Use use = store.use(kind.id(), broadcasterId, name);
        return new TimerState((int) use.count(), use.lastAt());
    }

    /** @return false, and nothing is changed, if the state is another than {@code before} by now */
    boolean advance(TwitchUserId broadcasterId, String name, TimerState before, TimerState after) {
        return store.advance(kind.id(), broadcasterId, name, use(before), use(after));
    }

    private static Use use(TimerState state) {
        return new Use(state.nextIndex(), state.lastSentAt());
    }
}
