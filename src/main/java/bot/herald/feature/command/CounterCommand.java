package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code !counter <name> [+n|-n|=n]}: shows a command's counter; moderators may change it. */
final class CounterCommand implements ChatCommand {
    private static final Pattern STEP = Pattern.compile("([+=-])(-?[0-9]{1,13})?");

    private final CommandBook commands;

    CounterCommand(CommandBook commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "counter";
    }

    @Override
    public List<String> answer(CommandCall call) {
        String usage = "Usage: " + call.prefix() + "counter <command>" + (call.isByModerator() ? " [+1|-1|=0]" : "");
        if (call.words().isEmpty() || call.words().size() > 2) {
            return List.of(usage);
        }
        Optional<CustomCommand> command = commands.find(call.broadcasterId(), call.word(0));
        if (command.isEmpty() && commands.isBuiltIn(call.broadcasterId(), call.word(0))) {
            return List.of(commands.written(call.broadcasterId(), call.word(0)) + " has no counter.");
        }
        if (command.isEmpty() || !call.role().isAtLeast(command.get().role())) {
            return List.of("There is no such command.");
        }
        if (call.words().size() == 1) {
            return List.of(text(call, command.get()));
        }
        if (!call.isByModerator()) {
            return List.of("Only moderators can change counters.");
        }
        Matcher step = STEP.matcher(call.word(1));
        return List.of(step.matches() ? changed(call, command.get(), step).orElse(usage) : usage);
    }

    /** @return empty if the step makes no sense, such as {@code +-3} or a bare {@code =} */
    private Optional<String> changed(CommandCall call, CustomCommand command, Matcher step) {
        boolean sets = step.group(1).equals("=");
        String digits = step.group(2);
        if (digits == null ? sets : !sets && digits.startsWith("-")) {
            return Optional.empty();
        }
        long number = digits == null ? 1 : Long.parseLong(digits);
        TwitchUserId channel = call.broadcasterId();
        Change<CustomCommand> change = sets
                ? commands.setCounter(channel, command.name(), number)
                : commands.addToCounter(channel, command.name(), step.group(1).equals("+") ? number : -number);
        return Optional.of(
                change instanceof Change.Done<CustomCommand> done
                        ? text(call, done.item())
                        : "There is no such command anymore.");
    }

    private static String text(CommandCall call, CustomCommand command) {
        return "Counter of " + call.prefix() + command.name() + ": " + command.count();
    }
}
