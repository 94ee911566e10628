package bot.herald.feature.command;

import bot.herald.feature.EditLog;
import bot.herald.settings.Change;
import bot.herald.settings.Documents.Shown;
import bot.herald.template.CounterStep;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code !counter <name> [+n|-n|=n]}: shows the counter of a command, or one that texts name; moderators may change it. */
final class CounterCommand implements ChatCommand {
    private static final Pattern STEP = Pattern.compile("([+=-])(-?[0-9]{1,13})?");

    private final CommandBook commands;
    private final CounterBook counters;
    private final EditLog edits;

    CounterCommand(CommandBook commands, CounterBook counters, EditLog edits) {
        this.commands = commands;
        this.counters = counters;
        this.edits = edits;
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
        Optional<Shown> named = command.isEmpty()
                ? counters.find(call.broadcasterId(), call.word(0).replace("!", ""))
                : command.filter(one -> call.role().isAtLeast(one.role()))
                        .flatMap(one -> counters.find(call.broadcasterId(), CounterBook.of(one)));
        if (named.isEmpty()) {
            return List.of(
                    command.isEmpty() && commands.isBuiltIn(call.broadcasterId(), call.word(0))
                            ? commands.written(call.broadcasterId(), call.word(0)) + " has no counter."
                            : "There is no such command.");
        }
        if (call.words().size() == 1) {
            return List.of(text(call, named.get()));
        }
        if (!call.isByModerator()) {
            return List.of("Only moderators can change counters.");
        }
        Matcher step = STEP.matcher(call.word(1));
        return List.of(step.matches() ? changed(call, named.get().name(), step).orElse(usage) : usage);
    }

    /** @return empty if the step makes no sense, such as {@code +-3} or a bare {@code =} */
    private Optional<String> changed(CommandCall call, String name, Matcher step) {
        boolean sets = step.group(1).equals("=");
        String digits = step.group(2);
        if (digits == null ? sets : !sets && digits.startsWith("-")) {
            return Optional.empty();
        }
        long number = digits == null ? 1 : Long.parseLong(digits);
        CounterStep wanted = new CounterStep(sets, step.group(1).equals("-") ? -number : number);
        Change<Shown> change = edits.made(
                call.broadcasterId(),
                counters,
                EditLog.By.inChat(call.message().chatter()),
                name,
                Shown::name,
                () -> counters.step(call.broadcasterId(), name, wanted));
        return Optional.of(
                change instanceof Change.Done<Shown> done
                        ? text(call, done.item())
                        : "There is no such command anymore.");
    }

    private static String text(CommandCall call, Shown counter) {
        String name = counter.name();
        return "Counter " + (name.startsWith("!") ? "of " + call.prefix() + name.substring(1) : name) + ": "
                + counter.json().path("value").asLong();
    }
}
