package bot.herald.feature.command;

import bot.herald.settings.SettingsBook;
import bot.herald.template.ChatText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code !commands}: lists the commands that the writer may use. */
final class CommandsCommand implements ChatCommand {
    private static final String BEGIN = "You can use: ";
    private static final String GO_ON = "Also: ";
    private static final String SEPARATOR = ", ";
    /** A channel may have hundreds of commands, but chat is no place to read them all. */
    private static final int MOST_LINES = 3;

    private static final int ROOM_FOR_THE_REST = " and 500 more".length();

    private final CommandRegistry builtIns;
    private final CommandBook commands;
    private final SettingsBook settings;

    CommandsCommand(CommandRegistry builtIns, CommandBook commands, SettingsBook settings) {
        this.builtIns = builtIns;
        this.commands = commands;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public List<String> answer(CommandCall call) {
        List<String> disabled = settings.of(call.broadcasterId()).disabledCommands();
        Stream<String> custom = commands.list(call.broadcasterId()).stream()
                .filter(command -> command.enabled() && call.role().isAtLeast(command.role()))
                .map(CustomCommand::name);
        return lines(Stream.concat(
                        builtIns.usableBy(call.role(), call.broadcasterId()).stream()
                                .map(ChatCommand::name)
                                .filter(name -> !disabled.contains(name)),
                        custom)
                .sorted()
                .map(name -> call.prefix() + name)
                .toList());
    }

    private static List<String> lines(List<String> names) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(BEGIN);
        boolean first = true;
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (line.length() + SEPARATOR.length() + name.length() > ChatText.LONGEST - ROOM_FOR_THE_REST) {
                if (lines.size() == MOST_LINES - 1) {
                    line.append(" and ").append(names.size() - i).append(" more");
                    break;
                }
                lines.add(line.toString());
                line = new StringBuilder(GO_ON);
                first = true;
            }
            line.append(first ? "" : SEPARATOR).append(name);
            first = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
