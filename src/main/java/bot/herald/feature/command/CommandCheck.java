package bot.herald.feature.command;

import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import bot.herald.settings.TextCheck;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Brings a draft into the form that is stored and finds what is wrong with it. */
final class CommandCheck {
    private CommandCheck() {}

    static CommandDraft normalized(CommandDraft draft, String prefix) {
        String name = ItemName.withoutPrefix(draft.name(), prefix);
        Set<String> aliases = new LinkedHashSet<>();
        draft.aliases().forEach(alias -> aliases.add(ItemName.withoutPrefix(alias, prefix)));
        aliases.remove(name);
        return new CommandDraft(
                name,
                ChatText.clean(draft.text()),
                List.copyOf(aliases),
                draft.cooldown(),
                draft.role(),
                draft.enabled());
    }

    /** @param draft normalized */
    static List<Problem> problems(CommandDraft draft, String prefix) {
        List<Problem> problems = new ArrayList<>();
        fault(draft.name(), prefix).ifPresent(fault -> problems.add(new Problem("name", "The name " + fault + ".")));
        if (draft.aliases().size() > CommandBook.MOST_ALIASES) {
            problems.add(
                    new Problem("aliases", "A command can have at most " + CommandBook.MOST_ALIASES + " aliases."));
        }
        for (String alias : draft.aliases()) {
            fault(alias, prefix)
                    .ifPresent(
                            fault -> problems.add(new Problem("aliases", "The alias " + quoted(alias) + fault + ".")));
        }
        problems.addAll(TextCheck.of("text", "text", draft.text(), Placeholder.COMMAND));
        seconds(draft.cooldown().channelSeconds(), "cooldown.channelSeconds", problems);
        seconds(draft.cooldown().userSeconds(), "cooldown.userSeconds", problems);
        return problems;
    }

    /** The first word of the draft that is in use by another command than {@code self}. */
    static Optional<Problem> taken(
            CommandDraft draft, ChannelCommands commands, Predicate<String> reserved, String prefix, String self) {
        // A word that the command has already may have become a built-in one's again since; it waits, and can be
        // changed.
        List<String> own = commands.named(self).map(CustomCommand::words).orElse(List.of());
        Predicate<String> isReserved = word -> reserved.test(word) && !own.contains(word);
        return Stream.concat(
                        why(draft.name(), commands, isReserved, prefix, self)
                                .map(why -> new Problem("name", why))
                                .stream(),
                        draft.aliases().stream()
                                .flatMap(alias -> why(alias, commands, isReserved, prefix, self)
                                        .map(why -> new Problem("aliases", why))
                                        .stream()))
                .findFirst();
    }

    private static Optional<String> why(
            String word, ChannelCommands commands, Predicate<String> reserved, String prefix, String self) {
        Optional<CustomCommand> other =
                commands.find(word).filter(command -> !command.name().equals(self));
        if (other.isPresent()) {
            return Optional.of(
                    other.get().name().equals(word)
                            ? prefix + word + " already exists."
                            : prefix + word + " is already an alias of " + prefix
                                    + other.get().name() + ".");
        }
        return reserved.test(word) ? Optional.of(builtIn(prefix + word)) : Optional.empty();
    }

    static String builtIn(String written) {
        return written + " is built in; switch it off on the dashboard to use the name.";
    }

    private static Optional<String> fault(String name, String prefix) {
        if (!prefix.isEmpty() && name.startsWith(prefix)) {
            return Optional.of("must not begin with " + prefix);
        }
        return ItemName.fault(name);
    }

    private static String quoted(String alias) {
        return alias.isEmpty() || alias.length() > ItemName.LONGEST ? "" : alias + " ";
    }

    private static void seconds(int value, String field, List<Problem> problems) {
        if (value < 0 || value > Cooldown.LONGEST) {
            problems.add(new Problem(field, "A cooldown must be 0 to " + Cooldown.LONGEST + " seconds."));
        }
    }
}
