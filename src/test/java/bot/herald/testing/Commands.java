package bot.herald.testing;

import bot.herald.event.Role;
import bot.herald.feature.command.Cooldown;
import bot.herald.feature.command.CustomCommand;
import java.util.List;

/** Custom commands as a test needs them. */
public final class Commands {
    private Commands() {}

    /** @param category empty for none */
    public static CustomCommand listed(String name, String text, String category, boolean hidden) {
        return new CustomCommand(name, text, List.of(), Cooldown.NONE, Role.EVERYONE, true, category, hidden, 0, 0);
    }
}
