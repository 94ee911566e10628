package bot.herald.feature.command;

import java.util.stream.Collectors;

/** {@code !commands}: lists the commands that the writer may use. */
final class CommandsCommand implements ChatCommand {
    private final CommandRegistry registry;
    private final String prefix;

    CommandsCommand(CommandRegistry registry, String prefix) {
        this.registry = registry;
        this.prefix = prefix;
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public String answer(CommandCall call) {
        return "You can use: "
                + registry.usableBy(call.role()).stream()
                        .map(command -> prefix + command.name())
                        .collect(Collectors.joining(", "));
    }
}
