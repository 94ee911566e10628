package bot.herald.feature.timer;

import java.util.List;

/** A timer as somebody wants it; {@link TimerBook} checks it. */
public record TimerDraft(
        String name, List<String> messages, int intervalMinutes, int minimumChatLines, boolean enabled) {
    public TimerDraft {
        messages = List.copyOf(messages);
    }
}
