package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.feature.Setting;
import bot.herald.feature.Setting.Says;
import bot.herald.settings.Document;
import java.util.List;

/**
 * A trigger: something the bot answers without being called, checked by {@link TriggerBook} unless it is only wanted
 * yet.
 *
 * @param name unique in the channel; triggers are tried in the order of their names
 * @param when one condition per line: words that must all be there, or a pattern between slashes; one matching line is
 * enough
 * @param chance in percent
 * @param count how often it was answered
 * @param version counts changes from 1, other than those of the counter
 */
public record ChatTrigger(
        @Setting(
                label = "Name",
                help = "One word. Triggers are tried in the order of their names; the first that fits answers.")
        String name,

        @Setting(
                label = "Answer when a message has",
                help = "A line each: all of these words in any order, or /a pattern/. One line that fits is enough.",
                min = 1,
                max = TriggerBook.MOST_LINES,
                noun = "lines")
        List<String> when,

        @Setting(label = "What the bot says", noun = "text", says = Says.ANSWER)
        String text,

        Cooldown cooldown,

        @Setting(label = "Who is answered", help = "Higher roles are answered, too.", noun = "role")
        Role role,

        @Setting(
                label = "Chance",
                help = "How often it answers.",
                min = 1,
                max = 100,
                unit = "percent",
                noun = "chance")
        int chance,

        @Setting(label = "While the channel is", noun = "state")
        Moment moment,

        @Setting(label = "Enabled") boolean enabled,
        long count,
        long version)
        implements Document {
    /** When it answers. */
    public enum Moment {
        ALWAYS,
        LIVE,
        OFFLINE
    }

    public ChatTrigger {
        when = List.copyOf(when);
    }

    ChatTrigger withCount(long newCount) {
        return new ChatTrigger(name, when, text, cooldown, role, chance, moment, enabled, newCount, version);
    }

    /** For everyone, at any time, at most once a minute. */
    public static ChatTrigger of(String name, List<String> when, String text) {
        return new ChatTrigger(name, when, text, new Cooldown(60, 0), Role.EVERYONE, 100, Moment.ALWAYS, true, 0, 0);
    }
}
