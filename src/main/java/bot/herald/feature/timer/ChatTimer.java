package bot.herald.feature.timer;

import java.util.List;

/**
 * Lines that a channel's people want said every few minutes, in turn.
 *
 * @param name normalized, unique in the channel
 * @param messages templates of {@link bot.herald.template.Placeholder#TIMER}, at least one
 * @param minimumChatLines how many lines others must have written since the last; 0 for none
 * @param version counts changes from 1
 */
public record ChatTimer(
        String name, List<String> messages, int intervalMinutes, int minimumChatLines, boolean enabled, long version) {
    public ChatTimer {
        messages = List.copyOf(messages);
    }

    /** To change some of it and save that with {@link TimerBook#replace}. */
    public TimerDraft draft() {
        return new TimerDraft(name, messages, intervalMinutes, minimumChatLines, enabled);
    }
}
