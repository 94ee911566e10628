package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.feature.EditLog;
import bot.herald.settings.Change;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code !command add|edit|delete|show|...}: moderators manage custom commands from chat. */
final class ManageCommand implements ChatCommand {
    private final CommandBook commands;
    private final EditLog edits;

    ManageCommand(CommandBook commands, EditLog edits) {
        this.commands = commands;
        this.edits = edits;
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
        String action = call.word(0).toLowerCase(Locale.ROOT);
        Optional<String> usage = usage(call, action, name, rest);
        if (usage.isPresent()) {
            return List.of(usage.get());
        }
        boolean isForeign =
                commands.find(call.broadcasterId(), name).isEmpty() && commands.isBuiltIn(call.broadcasterId(), name);
        if (isForeign && !action.equals("add")) {
            return List.of(
                    commands.written(call.broadcasterId(), name) + " is built in; switch it off on the dashboard.");
        }
        return List.of(
                switch (action) {
                    case "add" ->
                        done(
                                call,
                                "",
                                () -> commands.create(call.broadcasterId(), CustomCommand.of(name, rest)),
                                made -> "Added " + made + ".");
                    case "edit" -> edit(call, name, draft -> draft.withText(rest), made -> "Changed " + made + ".");
                    case "delete" ->
                        done(
                                call,
                                named(call, name),
                                () -> commands.delete(call.broadcasterId(), named(call, name), OptionalLong.empty()),
                                gone -> "Deleted " + gone + ".");
                    case "show" -> show(call, name);
                    case "alias" -> alias(call, name);
                    case "unalias" -> unalias(call, name);
                    case "cooldown" -> cooldown(call, name);
                    case "role" -> role(call, name, rest);
                    case "enable" ->
                        edit(call, name, draft -> draft.withEnabled(true), made -> "Enabled " + made + ".");
                    case "disable" ->
                        edit(call, name, draft -> draft.withEnabled(false), made -> "Disabled " + made + ".");
                    default -> throw new IllegalStateException("no usage for " + action);
                });
    }

    /** What was meant, if something is missing or the word is none of the command's. */
    private static Optional<String> usage(CommandCall call, String action, String name, String rest) {
        String form = switch (action) {
            case "add", "edit" -> "<name> <text>";
            case "delete", "show", "enable", "disable" -> "<name>";
            case "alias" -> "<name> <alias>";
            case "unalias" -> "<alias>";
            case "cooldown" -> "<name> <seconds> [<seconds per user>]";
            case "role" -> "<name> <" + String.join("|", Role.choices().split(", ")) + ">";
            default -> "";
        };
        String command = call.prefix() + "command ";
        if (form.isEmpty()) {
            return Optional.of(
                    "Usage: " + command + "add|edit|delete|show|alias|unalias|cooldown|role|enable|disable <name>");
        }
        boolean incomplete = name.isEmpty() || (form.startsWith("<name> <") && rest.isEmpty());
        return incomplete ? Optional.of("Usage: " + command + action + " " + form) : Optional.empty();
    }

    private String edit(
            CommandCall call, String nameOrAlias, UnaryOperator<CustomCommand> change, UnaryOperator<String> answer) {
        Optional<CustomCommand> found = commands.find(call.broadcasterId(), nameOrAlias);
        if (found.isEmpty()) {
            return missing();
        }
        CustomCommand command = found.get();
        return done(
                call,
                command.name(),
                () -> commands.replace(
                        call.broadcasterId(),
                        command.name(),
                        change.apply(command),
                        OptionalLong.of(command.version())),
                answer);
    }

    private String alias(CommandCall call, String name) {
        Optional<CustomCommand> command = commands.find(call.broadcasterId(), name);
        List<String> asked = call.words().subList(2, call.words().size()).stream()
                .map(alias -> ItemName.withoutPrefix(alias, call.prefix()))
                .distinct()
                .toList();
        List<String> added = asked.stream()
                .filter(alias -> command.isEmpty() || !command.get().words().contains(alias))
                .toList();
        if (command.isPresent() && added.isEmpty()) {
            return written(call, asked) + (asked.size() == 1 ? " already leads" : " already lead") + " to "
                    + call.prefix() + command.get().name() + ".";
        }
        return edit(
                call,
                name,
                draft -> draft.withAliases(
                        Stream.concat(draft.aliases().stream(), added.stream()).toList()),
                made -> written(call, added) + (added.size() == 1 ? " now leads" : " now lead") + " to " + made + ".");
    }

    private static String written(CommandCall call, List<String> names) {
        return names.stream().map(name -> call.prefix() + name).collect(Collectors.joining(", "));
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
                draft -> draft.withAliases(draft.aliases().stream()
                        .filter(other -> !other.equals(word))
                        .toList()),
                made -> call.prefix() + word + " no longer works.");
    }

    private String cooldown(CommandCall call, String name) {
        Optional<Integer> channel = seconds(call.word(2));
        Optional<Integer> user = call.words().size() > 3 ? seconds(call.word(3)) : Optional.of(0);
        if (channel.isEmpty() || user.isEmpty()) {
            return "Usage: " + call.prefix() + "command cooldown <name> <seconds> [<seconds per user>]";
        }
        return edit(
                call,
                name,
                draft -> draft.withCooldown(new Cooldown(channel.get(), user.get())),
                made -> made + ": " + channel.get() + " s for the channel, " + user.get() + " s per user.");
    }

    private String role(CommandCall call, String name, String word) {
        Optional<Role> role = Role.parse(word);
        return role.isEmpty()
                ? "The role must be one of " + Role.choices() + "."
                : edit(
                        call,
                        name,
                        draft -> draft.withRole(role.get()),
                        made -> made + " is now for " + audience(role.get()) + ".");
    }

    private static String audience(Role role) {
        return switch (role) {
            case EVERYONE -> "everyone";
            case SUBSCRIBER -> "subscribers and above";
            case VIP -> "VIPs and above";
            case MODERATOR -> "moderators";
            case BROADCASTER -> "the broadcaster";
        };
    }

    private String show(CommandCall call, String name) {
        return commands.find(call.broadcasterId(), name)
                .map(command -> call.prefix() + command.name()
                        + details(command, commands.isBuiltIn(call.broadcasterId(), command.name())) + ": "
                        + command.text())
                .orElse(missing());
    }

    private static String details(CustomCommand command, boolean isHidden) {
        List<String> details = new ArrayList<>();
        if (isHidden) {
            details.add("waiting while the built-in command is on");
        }
        if (!command.enabled()) {
            details.add("disabled");
        }
        if (command.role() != Role.EVERYONE) {
            details.add(audience(command.role()));
        }
        if (!command.cooldown().isNone()) {
            details.add("cooldown " + command.cooldown().channelSeconds() + " s, per user "
                    + command.cooldown().userSeconds() + " s");
        }
        if (!command.aliases().isEmpty()) {
            details.add("also " + String.join(" ", command.aliases()));
        }
        return details.isEmpty() ? "" : " (" + String.join("; ", details) + ")";
    }

    /** @param name of the command that is changed; empty for a new one */
    private String done(
            CommandCall call, String name, Supplier<Change<CustomCommand>> changing, UnaryOperator<String> answer) {
        Change<CustomCommand> change = edits.made(
                call.broadcasterId(),
                commands.documents(),
                EditLog.By.inChat(call.message().chatter()),
                name,
                CustomCommand::name,
                changing);
        if (change instanceof Change.Done<CustomCommand> done) {
            return answer.apply(call.prefix() + done.item().name());
        }
        if (change instanceof Change.Invalid<CustomCommand> invalid) {
            return invalid.problems().stream().map(Problem::message).collect(Collectors.joining(" "));
        }
        if (change instanceof Change.Taken<CustomCommand> taken) {
            return taken.problem().message();
        }
        return change instanceof Change.Conflict<CustomCommand>
                ? "Somebody else has just changed it. Have a look and try again."
                : missing();
    }

    /** Deleting by an alias deletes the command. */
    private String named(CommandCall call, String nameOrAlias) {
        return commands.find(call.broadcasterId(), nameOrAlias)
                .map(CustomCommand::name)
                .orElse(nameOrAlias);
    }

    private static Optional<Integer> seconds(String word) {
        return word.matches("[0-9]{1,6}") ? Optional.of(Integer.parseInt(word)) : Optional.empty();
    }

    private static String missing() {
        return "There is no such command.";
    }
}
