package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.language.Sentences;
import java.util.List;

/** A command that every channel has. */
interface ChatCommand {
    /** In lower case, without the prefix. */
    String name();

    default Role leastRole() {
        return Role.EVERYONE;
    }

    /**
     * The lines of the reply; empty to say nothing.
     *
     * @param say in the channel's language
     */
    List<String> answer(CommandCall call, Sentences say);
}
