package bot.herald.feature.timer;

import bot.herald.feature.Setting;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.DocumentBook;
import bot.herald.settings.DocumentKind;
import bot.herald.settings.DocumentStore;
import bot.herald.settings.DocumentStore.Use;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import bot.herald.template.ChatText;
import java.util.List;

/** Every channel's timers and their progress. Safe for concurrent use. */
public final class TimerBook extends DocumentBook<ChatTimer> {
    private final Kind kind;
    private final DocumentStore store;

    public TimerBook(DocumentStore store) {
        this(new Kind(), store);
    }

    private TimerBook(Kind kind, DocumentStore store) {
        super(kind, store);
        this.kind = kind;
        this.store = store;
    }

    /** {@link TimerState#NEW} if there is no such timer. */
    TimerState state(TwitchUserId broadcasterId, String name) {
        Use use = store.use(kind.id(), broadcasterId, name);
        return new TimerState((int) use.count(), use.lastAt());
    }

    /** @return false, having changed nothing, if the state is no longer {@code before} */
    boolean advance(TwitchUserId broadcasterId, String name, TimerState before, TimerState after) {
        return store.advance(kind.id(), broadcasterId, name, use(before), use(after));
    }

    private static Use use(TimerState state) {
        return new Use(state.nextIndex(), state.lastSentAt());
    }

    /** The rules of timers. */
    private static final class Kind extends DocumentKind<ChatTimer> {
        private static final int MOST_TIMERS = 50;

        /** The interval has no default in requests. */
        Kind() {
            super("timer", Setting.Reader.shape(ChatTimer.class), ChatTimer.of("", List.of(), 0, 0, true));
        }

        /** Every quarter of an hour, if somebody has written. */
        @Override
        protected ChatTimer fresh() {
            return ChatTimer.of("", List.of(), 15, 5, true);
        }

        @Override
        protected int most() {
            return MOST_TIMERS;
        }

        @Override
        protected ChatTimer tidied(TwitchUserId broadcasterId, ChatTimer wanted) {
            return new ChatTimer(
                    ItemName.normalized(wanted.name()),
                    wanted.messages().stream().map(ChatText::clean).toList(),
                    wanted.intervalMinutes(),
                    wanted.minimumChatLines(),
                    wanted.enabled(),
                    wanted.version());
        }

        @Override
        protected List<Problem> problems(TwitchUserId broadcasterId, ChatTimer tidied) {
            return ItemName.problem(tidied.name())
                    .map(problem -> List.of(new Problem("name", problem)))
                    .orElse(List.of());
        }
    }
}
