package bot.herald.feature.command;

import bot.herald.feature.Setting;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.DocumentBook;
import bot.herald.settings.DocumentKind;
import bot.herald.settings.DocumentStore;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import bot.herald.template.ChatText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Every channel's triggers and their counters. Safe for concurrent use. */
public final class TriggerBook extends DocumentBook<ChatTrigger> {
    public static final int MOST_TRIGGERS = 100;
    static final int MOST_LINES = 20;

    private final Kind kind;
    private final DocumentStore store;

    /** @param mayFetch whether texts may fetch an address of a host */
    public TriggerBook(DocumentStore store, Predicate<String> mayFetch) {
        this(new Kind(mayFetch), store);
    }

    private TriggerBook(Kind kind, DocumentStore store) {
        super(kind, store);
        this.kind = kind;
        this.store = store;
    }

    /** Counts one answer. */
    Change<ChatTrigger> countUse(TwitchUserId broadcasterId, ChatTrigger trigger) {
        return count(broadcasterId, trigger.name(), one -> store.addToCount(kind.id(), broadcasterId, one.name(), 1));
    }

    private static final class Kind extends DocumentKind<ChatTrigger> {
        private final Predicate<String> mayFetch;

        Kind(Predicate<String> mayFetch) {
            super("trigger", Setting.Reader.shape(ChatTrigger.class), ChatTrigger.of("", List.of(), ""));
            this.mayFetch = mayFetch;
        }

        @Override
        protected int most() {
            return MOST_TRIGGERS;
        }

        @Override
        protected boolean isCounted() {
            return true;
        }

        @Override
        protected ChatTrigger tidied(TwitchUserId broadcasterId, ChatTrigger wanted) {
            return new ChatTrigger(
                    ItemName.normalized(wanted.name()),
                    wanted.when().stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .toList(),
                    ChatText.clean(wanted.text()),
                    wanted.cooldown(),
                    wanted.role(),
                    wanted.chance(),
                    wanted.moment(),
                    wanted.enabled(),
                    wanted.count(),
                    wanted.version());
        }

        @Override
        protected List<Problem> problems(TwitchUserId broadcasterId, ChatTrigger tidied) {
            List<Problem> problems = new ArrayList<>();
            ItemName.problem(tidied.name()).ifPresent(problem -> problems.add(new Problem("name", problem)));
            problems.addAll(TriggerMatcher.problems(tidied.when()));
            problems.addAll(AnswerCheck.of(tidied.text(), tidied.role(), mayFetch));
            return problems;
        }
    }
}
