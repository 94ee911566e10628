package bot.herald.feature.command;

import bot.herald.event.Role;
import java.util.List;

/** A custom command as somebody wants it; {@link CommandBook} checks it. A prefix before a name may stay. */
public record CommandDraft(
        String name, String text, List<String> aliases, Cooldown cooldown, Role role, boolean enabled) {
    public CommandDraft {
        aliases = List.copyOf(aliases);
    }

    /** For everyone, without aliases and cool-down. */
    public static CommandDraft of(String name, String text) {
        return new CommandDraft(name, text, List.of(), Cooldown.NONE, Role.EVERYONE, true);
    }

    public CommandDraft withText(String newText) {
        return new CommandDraft(name, newText, aliases, cooldown, role, enabled);
    }

    public CommandDraft withAliases(List<String> newAliases) {
        return new CommandDraft(name, text, newAliases, cooldown, role, enabled);
    }

    public CommandDraft withCooldown(Cooldown newCooldown) {
        return new CommandDraft(name, text, aliases, newCooldown, role, enabled);
    }

    public CommandDraft withRole(Role newRole) {
        return new CommandDraft(name, text, aliases, cooldown, newRole, enabled);
    }

    public CommandDraft withEnabled(boolean nowEnabled) {
        return new CommandDraft(name, text, aliases, cooldown, role, nowEnabled);
    }
}
