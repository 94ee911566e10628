package bot.herald.feature.command;

import bot.herald.feature.SettingsBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
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
    private static final String SEPARATOR = ", ";

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
    public List<String> answer(CommandCall call, Sentences say) {
        return List.of(page.apply(call.broadcasterId())
                .map(address -> say.say("commands.page", "address", address))
                .orElseGet(() -> list(call, say)));
    }

    private String list(CommandCall call, Sentences say) {
        List<String> disabled = settings.of(call.broadcasterId()).disabledCommands();
        Stream<String> custom = commands.list(call.broadcasterId()).stream()
                .filter(command -> command.enabled() && call.role().isAtLeast(command.role()))
                .map(CustomCommand::name);
        List<String> names = Stream.concat(
                        builtIns.usableBy(call.role(), call.broadcasterId()).stream()
                                .map(ChatCommand::name)
                                .filter(name -> !disabled.contains(name)),
                        custom)
                .distinct()
                .sorted()
                .map(name -> call.prefix() + name)
                .toList();
        return line(names, say);
    }

    private static String line(List<String> names, Sentences say) {
        if (names.isEmpty()) {
            return say.say("commands.none");
        }
        StringBuilder line =
                new StringBuilder(say.say("commands.list")).append(" ").append(names.get(0));
        for (int i = 1; i < names.size(); i++) {
            String name = names.get(i);
            boolean isLast = i == names.size() - 1;
            int room = ChatText.LONGEST - (isLast ? 0 : rest(names.size(), say).length());
            if (line.length() + SEPARATOR.length() + name.length() > room) {
                return line.append(rest(names.size() - i, say)).toString();
            }
            line.append(SEPARATOR).append(name);
        }
        return line.toString();
    }

    private static String rest(int number, Sentences say) {
        return " " + say.say("commands.rest", "n", number);
    }
}
