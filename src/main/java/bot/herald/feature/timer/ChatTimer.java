package bot.herald.feature.timer;

import bot.herald.feature.Setting;
import bot.herald.feature.Setting.Says;
import bot.herald.settings.Document;
import java.util.List;

/**
 * Messages to say in turn, every few minutes. Validated by {@link TimerBook} unless it is only wanted yet.
 *
 * @param name normalized; unique in the channel
 * @param minimumChatLines how many lines others must write between two messages; may be 0
 * @param version counts changes from 1
 */
public record ChatTimer(
        @Setting(label = "Name", help = "One word.") String name,

        @Setting(
                label = "What the bot says",
                help = "One message per line; they are posted in turn.",
                min = 1,
                max = 20,
                noun = "messages",
                says = Says.TIMED_LINE)
        List<String> messages,

        @Setting(
                label = "Interval (minutes)",
                help = "While the channel is live.",
                min = 1,
                max = 1_440,
                unit = "minutes",
                noun = "interval")
        int intervalMinutes,

        @Setting(
                label = "Minimum chat lines between messages",
                help = "Keeps the bot quiet in an empty chat. With 0 it always posts.",
                max = 10_000,
                noun = "chat lines")
        int minimumChatLines,

        @Setting(label = "Enabled") boolean enabled,
        long version)
        implements Document {
    public ChatTimer {
        messages = List.copyOf(messages);
    }

    /** A new one. */
    public static ChatTimer of(
            String name, List<String> messages, int intervalMinutes, int minimumChatLines, boolean enabled) {
        return new ChatTimer(name, messages, intervalMinutes, minimumChatLines, enabled, 0);
    }
}
