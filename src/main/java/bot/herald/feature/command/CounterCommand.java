package bot.herald.feature.command;

import bot.herald.feature.EditLog;
import bot.herald.language.Sentences;
import bot.herald.settings.Change;
import bot.herald.settings.Documents.Shown;
import bot.herald.template.CounterStep;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code !counter <name> [+n|-n|=n]}: shows the counter of a command or one that texts name; moderators can change it. */
final class CounterCommand implements ChatCommand {
    private static final Pattern STEP = Pattern.compile("([+=-])(-?)(\\S*)");

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
    public List<String> answer(CommandCall call, Sentences say) {
        String usage = say.say(
                "usage",
                "usage",
                call.prefix() + "counter " + say.say("form.command") + (call.isByModerator() ? " [+1|-1|=0]" : ""));
        String typed = TypedNumbers.plain(call.textAfter(1)).replaceFirst("^([+=-]) +", "$1");
        if (call.words().isEmpty() || typed.contains(" ")) {
            return List.of(usage);
        }
        Optional<CustomCommand> command = commands.find(call.broadcasterId(), call.word(0));
        Optional<Shown> named = command.isEmpty()
                ? counters.find(call.broadcasterId(), call.word(0).replace("!", ""))
                : command.filter(one -> call.role().isAtLeast(one.role())).flatMap(one -> counterOf(call, one));
        if (named.isEmpty()) {
            return List.of(
                    commands.isOnlyBuiltIn(call.broadcasterId(), call.word(0))
                            ? say.say("counter.none", "command", commands.written(call.broadcasterId(), call.word(0)))
                            : say.say("no-command"));
        }
        if (call.words().size() == 1) {
            return List.of(text(call, named.get(), say));
        }
        if (!call.isByModerator()) {
            return List.of(say.say("counter.moderators"));
        }
        Matcher step = STEP.matcher(typed);
        return List.of(
                step.matches() ? changed(call, named.get().name(), step, say).orElse(usage) : usage);
    }

    /**
     * How often the command was answered, unless its text shows a counter of the same name instead: with {@code !deaths}
     * saying {@code {counter:deaths+1}}, people mean what it says.
     */
    private Optional<Shown> counterOf(CommandCall call, CustomCommand command) {
        boolean showsAnother = Template.parse(command.text(), Placeholder.COMMAND) instanceof Template.Parsed.Good good
                && good.template().namesCounter(command.name())
                && !good.template().uses(Placeholder.COUNT);
        return showsAnother
                ? counters.find(call.broadcasterId(), command.name())
                        .or(() -> Optional.of(CounterBook.unset(command.name())))
                : counters.find(call.broadcasterId(), CounterBook.of(command));
    }

    /** @return empty if the step is malformed, such as {@code +-3} or a bare {@code =} */
    private Optional<String> changed(CommandCall call, String name, Matcher step, Sentences say) {
        boolean sets = step.group(1).equals("=");
        boolean negative = step.group(2).equals("-");
        boolean isBare = step.group(3).isEmpty();
        OptionalLong number = isBare && !sets ? OptionalLong.of(1) : TypedNumbers.whole(step.group(3));
        if (number.isEmpty() || (negative && !sets)) {
            return Optional.empty();
        }
        boolean down = negative || step.group(1).equals("-");
        CounterStep wanted = new CounterStep(sets, down ? -number.getAsLong() : number.getAsLong());
        Change<Shown> change = edits.made(
                call.broadcasterId(),
                counters,
                EditLog.By.inChat(call.message().chatter()),
                name,
                Shown::name,
                () -> counters.step(call.broadcasterId(), name, wanted));
        return Optional.of(
                change instanceof Change.Done<Shown> done
                        ? text(call, done.item(), say)
                        : say.say("no-command.anymore"));
    }

    private static String text(CommandCall call, Shown counter, Sentences say) {
        String name = counter.name();
        long value = counter.json().path("value").asLong();
        return name.startsWith("!")
                ? say.say("counter", "command", call.prefix() + name.substring(1), "count", value)
                : say.say("counter.named", "name", name, "count", value);
    }
}
