package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.feature.FeatureCommands.Brought;
import java.util.List;

/** A command that another feature brings. */
record BroughtCommand(Brought brought) implements ChatCommand {
    @Override
    public String name() {
        return brought.name();
    }

    @Override
    public Role leastRole() {
        return brought.leastRole();
    }

    @Override
    public List<String> answer(CommandCall call) {
        return brought.answer(call.message(), call.prefix(), call.arguments());
    }
}
