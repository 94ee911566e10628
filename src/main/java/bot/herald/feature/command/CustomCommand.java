package bot.herald.feature.command;

import bot.herald.event.Role;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command that a channel's people made.
 *
 * @param name normalized, without the prefix; unique in the channel together with all aliases
 * @param text a template of {@link bot.herald.template.Placeholder#COMMAND}
 * @param aliases normalized, in the order given
 * @param role the least role that may use it
 * @param count how often it was answered, or what the counter was set to
 * @param version counts changes from 1; the counter's are none
 */
public record CustomCommand(
        String name,
        String text,
        List<String> aliases,
        Cooldown cooldown,
        Role role,
        boolean enabled,
        long count,
        long version) {
    public CustomCommand {
        aliases = List.copyOf(aliases);
    }

    /** To change some of it and save that with {@link CommandBook#replace}. */
    public CommandDraft draft() {
        return new CommandDraft(name, text, aliases, cooldown, role, enabled);
    }

    /** All that a chatter may call it. */
    public List<String> words() {
        return Stream.concat(Stream.of(name), aliases.stream()).toList();
    }

    CustomCommand withCount(long newCount) {
        return new CustomCommand(name, text, aliases, cooldown, role, enabled, newCount, version);
    }

    CustomCommand next(long newCount, long newVersion) {
        return new CustomCommand(name, text, aliases, cooldown, role, enabled, newCount, newVersion);
    }
}
