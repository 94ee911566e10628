package bot.herald.feature.command;

import bot.herald.feature.SettingsBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.template.ChatText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code !commands}: links the page with all of them or, if there is none, lists those the writer may use by category,
 * on one line. A channel may have hundreds, and chat is no place to read them all.
 */
final class CommandsCommand implements ChatCommand {
    private static final String SEPARATOR = ", ";

    private final CommandRegistry builtIns;
    private final CommandBook commands;
    private final SettingsBook settings;
    private final Function<TwitchUserId, Optional<String>> page;

    /** @param page where a channel's viewers can read them, if anywhere */
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

    /** @param category empty for none */
    private record Listed(String category, String name) {}

    private String list(CommandCall call, Sentences say) {
        List<String> disabled = settings.of(call.broadcasterId()).disabledCommands();
        Stream<Listed> custom = commands.list(call.broadcasterId()).stream()
                .filter(command ->
                        command.enabled() && !command.hidden() && call.role().isAtLeast(command.role()))
                .map(command -> new Listed(command.category(), command.name()));
        return line(
                call.prefix(),
                Stream.concat(
                                builtIns.usableBy(call.role(), call.broadcasterId()).stream()
                                        .map(ChatCommand::name)
                                        .filter(name -> !disabled.contains(name))
                                        .map(name -> new Listed("", name)),
                                custom)
                        .collect(Collectors.toMap(Listed::name, Function.identity(), (own, other) -> own))
                        .values()
                        .stream()
                        .sorted(Comparator.comparing(Listed::category).thenComparing(Listed::name))
                        .toList(),
                say);
    }

    private static String line(String prefix, List<Listed> all, Sentences say) {
        if (all.isEmpty()) {
            return say.say("commands.none");
        }
        StringBuilder line = new StringBuilder(say.say("commands.list")).append(" ");
        String category = "";
        for (int i = 0; i < all.size(); i++) {
            Listed one = all.get(i);
            boolean isSame = one.category().equals(category);
            String next = (i == 0 ? "" : isSame ? SEPARATOR : "; ")
                    + (isSame ? "" : one.category() + ": ")
                    + prefix
                    + one.name();
            String more = i == all.size() - 1 ? "" : rest(all.size(), say);
            if (ChatText.isTooLong(line + next + more)) {
                return line.append(rest(all.size() - i, say)).toString();
            }
            line.append(next);
            category = one.category();
        }
        return line.toString();
    }

    private static String rest(int number, Sentences say) {
        return " " + say.say("commands.rest", "n", number);
    }
}
