package bot.herald.feature.command;

import bot.herald.feature.SettingsBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.template.ChatText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code !commands}: leads to the page with all of them, or lists those that the writer may use, on one line: a channel may have hundreds, but chat is no place to
 * read them all.
 */
final class CommandsCommand implements ChatCommand {
    private static final String BEGIN = "You can use: ";
    private static final String SEPARATOR = ", ";
    private static final int ROOM_FOR_THE_REST = " …and 500 more".length();

    private final CommandRegistry builtIns;
    private final CommandBook commands;
    private final SettingsBook settings;
    private final Function<TwitchUserId, Optional<String>> page;

    /** @param page where a channel's viewers read them, if they can */
    CommandsCommand(
            CommandRegistry builtIns,
            CommandBook commands,
            SettingsBook settings,
            Function<TwitchUserId, Optional<String>> page) {
        this.page = page;
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
        return List.of(page.apply(call.broadcasterId())
                .map(address -> "Commands: " + address)
                .orElseGet(() -> list(call)));
    }

    private String list(CommandCall call) {
        List<String> disabled = settings.of(call.broadcasterId()).disabledCommands();
        Stream<String> custom = commands.list(call.broadcasterId()).stream()
                .filter(command -> command.enabled() && call.role().isAtLeast(command.role()))
                .map(CustomCommand::name);
        return line(Stream.concat(
                        builtIns.usableBy(call.role(), call.broadcasterId()).stream()
                                .map(ChatCommand::name)
                                .filter(name -> !disabled.contains(name)),
                        custom)
                .distinct()
                .sorted()
                .map(name -> call.prefix() + name)
                .toList());
    }

    private static String line(List<String> names) {
        if (names.isEmpty()) {
            return "No commands yet.";
        }
        StringBuilder line = new StringBuilder(BEGIN).append(names.get(0));
        for (int i = 1; i < names.size(); i++) {
            String name = names.get(i);
            boolean isLast = i == names.size() - 1;
            int room = ChatText.LONGEST - (isLast ? 0 : ROOM_FOR_THE_REST);
            if (line.length() + SEPARATOR.length() + name.length() > room) {
                return line.append(" …and ")
                        .append(names.size() - i)
                        .append(" more")
                        .toString();
            }
            line.append(SEPARATOR).append(name);
        }
        return line.toString();
    }
}
