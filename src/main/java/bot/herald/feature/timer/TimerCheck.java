package bot.herald.feature.timer;

import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import bot.herald.settings.TextCheck;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import java.util.ArrayList;
import java.util.List;

/** Brings a draft into the form that is stored and finds what is wrong with it. */
final class TimerCheck {
    private static final int MOST_MESSAGES = 20;
    private static final int LONGEST_INTERVAL = 1_440;
    private static final int MOST_LINES = 10_000;

    private TimerCheck() {}

    static TimerDraft normalized(TimerDraft draft) {
        return new TimerDraft(
                ItemName.normalized(draft.name()),
                draft.messages().stream().map(ChatText::clean).toList(),
                draft.intervalMinutes(),
                draft.minimumChatLines(),
                draft.enabled());
    }

    /** @param draft normalized */
    static List<Problem> problems(TimerDraft draft) {
        List<Problem> problems = new ArrayList<>();
        ItemName.fault(draft.name()).ifPresent(fault -> problems.add(new Problem("name", "The name " + fault + ".")));
        if (draft.messages().isEmpty() || draft.messages().size() > MOST_MESSAGES) {
            problems.add(new Problem("messages", "A timer has 1 to " + MOST_MESSAGES + " messages."));
        }
        for (int i = 0; i < draft.messages().size(); i++) {
            problems.addAll(TextCheck.of(
                    "messages[" + i + "]", "message", draft.messages().get(i), Placeholder.TIMER));
        }
        if (draft.intervalMinutes() < 1 || draft.intervalMinutes() > LONGEST_INTERVAL) {
            problems.add(new Problem("intervalMinutes", "The interval must be 1 to " + LONGEST_INTERVAL + " minutes."));
        }
        if (draft.minimumChatLines() < 0 || draft.minimumChatLines() > MOST_LINES) {
            problems.add(new Problem("minimumChatLines", "The chat lines must be 0 to " + MOST_LINES + "."));
        }
        return problems;
    }
}
