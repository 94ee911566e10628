package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.feature.Setting;
import bot.herald.feature.Setting.Says;
import bot.herald.settings.Document;
import java.util.List;
import java.util.stream.Stream;

/**
 * A custom command, validated and normalized by {@link CommandBook} unless it is only wanted yet.
 *
 * @param name without the prefix; unique in the channel together with all aliases
 * @param aliases in the order given
 * @param role the lowest role that may use the command
 * @param category the heading it is listed under; may be empty
 * @param hidden whether lists for viewers leave it out
 * @param count how often it was answered, or what the counter was set to
 * @param version counts changes from 1, other than those of the counter
 */
public record CustomCommand(
        @Setting(label = "Name", help = "One word, without the prefix.")
        String name,

        @Setting(label = "What the bot says", noun = "text", says = Says.ANSWER)
        String text,

        @Setting(
                label = "Aliases",
                help = "Separated by spaces.",
                max = CommandBook.MOST_ALIASES,
                noun = "aliases",
                words = true)
        List<String> aliases,

        Cooldown cooldown,

        @Setting(label = "Who may use it", help = "Higher roles can use it too.", noun = "role")
        Role role,

        @Setting(label = "Enabled") boolean enabled,

        @Setting(
                label = "Category",
                help = "What it is listed under, for example Games. May be empty.",
                noun = "category",
                optional = true)
        String category,

        @Setting(label = "Hide it from viewers", help = "Leaves it out of your page for viewers and of !commands.")
        boolean hidden,

        long count,
        long version)
        implements Document {
    public CustomCommand {
        aliases = List.copyOf(aliases);
    }

    /** Without a category, and shown to viewers. */
    public CustomCommand(
            String name,
            String text,
            List<String> aliases,
            Cooldown cooldown,
            Role role,
            boolean enabled,
            long count,
            long version) {
        this(name, text, aliases, cooldown, role, enabled, "", false, count, version);
    }

    /** A new one for everyone, without aliases and cooldown. */
    public static CustomCommand of(String name, String text) {
        return new CustomCommand(name, text, List.of(), Cooldown.NONE, Role.EVERYONE, true, 0, 0);
    }

    public CustomCommand withText(String newText) {
        return new CustomCommand(name, newText, aliases, cooldown, role, enabled, category, hidden, count, version);
    }

    public CustomCommand withAliases(List<String> newAliases) {
        return new CustomCommand(name, text, newAliases, cooldown, role, enabled, category, hidden, count, version);
    }

    public CustomCommand withCooldown(Cooldown newCooldown) {
        return new CustomCommand(name, text, aliases, newCooldown, role, enabled, category, hidden, count, version);
    }

    public CustomCommand withRole(Role newRole) {
        return new CustomCommand(name, text, aliases, cooldown, newRole, enabled, category, hidden, count, version);
    }

    public CustomCommand withEnabled(boolean nowEnabled) {
        return new CustomCommand(name, text, aliases, cooldown, role, nowEnabled, category, hidden, count, version);
    }

    /** Its name and all aliases. */
    public List<String> words() {
        return Stream.concat(Stream.of(name), aliases.stream()).toList();
    }

    CustomCommand withCount(long newCount) {
        return new CustomCommand(name, text, aliases, cooldown, role, enabled, category, hidden, newCount, version);
    }
}
