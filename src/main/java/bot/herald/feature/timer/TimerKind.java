package bot.herald.feature.timer;

import bot.herald.feature.Setting;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.DocumentKind;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import bot.herald.template.ChatText;
import java.util.List;

/** The rules of timers. */
final class TimerKind extends DocumentKind<ChatTimer> {
    private static final int MOST_TIMERS = 50;

    /** The interval has to be named. */
    TimerKind() {
        super("timer", Setting.Reader.shape(ChatTimer.class), ChatTimer.of("", List.of(), 0, 0, true));
    }

    /** Quarter-hourly, if chat has said something. */
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
