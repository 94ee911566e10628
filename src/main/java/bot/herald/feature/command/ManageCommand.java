package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.settings.Change;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** {@code !command add|edit|delete|show|...}: moderators manage custom commands from chat. */
final class ManageCommand implements ChatCommand {
    private final CommandBook commands;

    ManageCommand(CommandBook commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public Role leastRole() {
        return Role.MODERATOR;
    }

    @Override
    public List<String> answer(CommandCall call) {
        String name = call.word(1);
        String rest = call.textAfter(2);
        if (name.isEmpty()) {
            return List.of(usage(call));
        }
        return List.of(
                switch (call.word(0).toLowerCase(Locale.ROOT)) {
                    case "add" -> rest.isEmpty() ? usage(call) : add(call, name, rest);
                    case "edit" ->
                        rest.isEmpty() ? usage(call) : edit(call, name, "is changed", draft -> draft.withText(rest));
                    case "delete" ->
                        done(call, commands.delete(call.broadcasterId(), named(call, name), any()), "is deleted");
                    case "show" -> show(call, name);
                    case "alias" ->
                        rest.isEmpty()
                                ? usage(call)
                                : edit(call, name, "has new aliases", draft -> aliased(draft, call));
                    case "unalias" -> unalias(call, name);
                    case "cooldown" -> cooldown(call, name);
                    case "role" -> role(call, name, rest);
                    case "enable" -> edit(call, name, "is enabled", draft -> draft.withEnabled(true));
                    case "disable" -> edit(call, name, "is disabled", draft -> draft.withEnabled(false));
                    default -> usage(call);
                });
    }

    private String add(CommandCall call, String name, String text) {
        return done(call, commands.create(call.broadcasterId(), CommandDraft.of(name, text)), "is there now");
    }

    private String edit(CommandCall call, String nameOrAlias, String what, UnaryOperator<CommandDraft> change) {
        Optional<CustomCommand> found = commands.find(call.broadcasterId(), nameOrAlias);
        if (found.isEmpty()) {
            return missing();
        }
        CustomCommand command = found.get();
        return done(
                call,
                commands.replace(
                        call.broadcasterId(),
                        command.name(),
                        change.apply(command.draft()),
                        OptionalLong.of(command.version())),
                what);
    }

    private static CommandDraft aliased(CommandDraft draft, CommandCall call) {
        List<String> aliases = new ArrayList<>(draft.aliases());
        aliases.addAll(call.words().subList(2, call.words().size()));
        return draft.withAliases(aliases);
    }

    /** {@code !command unalias <alias>}: the alias alone says of which command. */
    private String unalias(CommandCall call, String alias) {
        Optional<CustomCommand> command = commands.find(call.broadcasterId(), alias);
        String word = ItemName.withoutPrefix(alias, call.prefix());
        if (command.isEmpty() || command.get().name().equals(word)) {
            return "There is no such alias.";
        }
        return edit(
                call,
                command.get().name(),
                "has one alias less",
                draft -> draft.withAliases(draft.aliases().stream()
                        .filter(other -> !other.equals(word))
                        .toList()));
    }

    private String cooldown(CommandCall call, String name) {
        Optional<Integer> channel = seconds(call.word(2));
        Optional<Integer> user = call.words().size() > 3 ? seconds(call.word(3)) : Optional.of(0);
        if (channel.isEmpty() || user.isEmpty()) {
            return "Write " + call.prefix() + "command cooldown <name> <seconds> [<seconds per user>].";
        }
        return edit(
                call,
                name,
                "has a new cool-down",
                draft -> draft.withCooldown(new Cooldown(channel.get(), user.get())));
    }

    private String role(CommandCall call, String name, String word) {
        Optional<Role> role = Role.parse(word);
        return role.isEmpty()
                ? "The role must be one of " + Role.choices() + "."
                : edit(call, name, "has a new role", draft -> draft.withRole(role.get()));
    }

    private String show(CommandCall call, String name) {
        return commands.find(call.broadcasterId(), name)
                .map(command -> "Command " + call.prefix() + command.name() + details(command) + ": " + command.text())
                .orElse(missing());
    }

    private static String details(CustomCommand command) {
        List<String> details = new ArrayList<>();
        if (!command.enabled()) {
            details.add("disabled");
        }
        if (command.role() != Role.EVERYONE) {
            details.add("from " + command.role().text());
        }
        if (!command.cooldown().isNone()) {
            details.add("cool-down " + command.cooldown().channelSeconds() + " s, per user "
                    + command.cooldown().userSeconds() + " s");
        }
        if (!command.aliases().isEmpty()) {
            details.add("also " + String.join(" ", command.aliases()));
        }
        return details.isEmpty() ? "" : " (" + String.join("; ", details) + ")";
    }

    private String done(CommandCall call, Change<CustomCommand> change, String what) {
        if (change instanceof Change.Done<CustomCommand> done) {
            return "Command " + call.prefix() + done.item().name() + " " + what + ".";
        }
        if (change instanceof Change.Invalid<CustomCommand> invalid) {
            return invalid.problems().stream().map(Problem::message).collect(Collectors.joining(" "));
        }
        if (change instanceof Change.Taken<CustomCommand> taken) {
            return "The name " + taken.problem().message();
        }
        return change instanceof Change.Conflict<CustomCommand>
                ? "Somebody else changed it just now. Look at it and try again."
                : missing();
    }

    /** Deleting by an alias deletes the command. */
    private String named(CommandCall call, String nameOrAlias) {
        return commands.find(call.broadcasterId(), nameOrAlias)
                .map(CustomCommand::name)
                .orElse(nameOrAlias);
    }

    private static OptionalLong any() {
        return OptionalLong.empty();
    }

    private static Optional<Integer> seconds(String word) {
        return word.matches("[0-9]{1,6}") ? Optional.of(Integer.parseInt(word)) : Optional.empty();
    }

    private static String missing() {
        return "There is no such command.";
    }

    private static String usage(CommandCall call) {
        String command = call.prefix() + "command";
        return "Write " + command + " add <name> <text>, " + command + " edit <name> <text>, " + command
                + " delete <name> or " + command
                + " show <name>; also alias, unalias, cooldown, role, enable, disable <name>.";
    }
}
