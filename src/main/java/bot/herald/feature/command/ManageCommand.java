package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.feature.EditLog;
import bot.herald.language.Sentences;
import bot.herald.settings.Change;
import bot.herald.settings.ItemName;
import java.util.ArrayList;
import java.util.Arrays;
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
    public List<String> answer(CommandCall call, Sentences say) {
        String name = call.word(1);
        String rest = call.textAfter(2);
        String action = action(call.word(0));
        Optional<String> usage = usage(call, action, name, rest, say);
        if (usage.isPresent()) {
            return List.of(usage.get());
        }
        if (!action.equals("add") && commands.isOnlyBuiltIn(call.broadcasterId(), name)) {
            return List.of(say.say("built-in", "command", commands.written(call.broadcasterId(), name)));
        }
        return List.of(
                switch (action) {
                    case "add" ->
                        done(
                                call,
                                "",
                                () -> commands.create(call.broadcasterId(), CustomCommand.of(name, rest)),
                                say,
                                "added");
                    case "edit" -> edit(call, name, draft -> draft.withText(rest), say, "changed");
                    case "delete" ->
                        done(
                                call,
                                named(call, name),
                                () -> commands.delete(call.broadcasterId(), named(call, name), OptionalLong.empty()),
                                say,
                                "deleted");
                    case "show" -> show(call, name, say);
                    case "alias" -> alias(call, name, say);
                    case "unalias" -> unalias(call, name, say);
                    case "cooldown" -> cooldown(call, name, say);
                    case "role" -> role(call, name, rest, say);
                    case "enable" -> edit(call, name, draft -> draft.withEnabled(true), say, "enabled");
                    case "disable" -> edit(call, name, draft -> draft.withEnabled(false), say, "disabled");
                    default -> throw new IllegalStateException("no usage for " + action);
                });
    }

    /** Other bots have other words for it. */
    static String action(String word) {
        String action = word.toLowerCase(Locale.ROOT);
        return action.equals("remove") || action.equals("del") ? "delete" : action;
    }

    /** The usage for what was meant, if something is missing or the word is not one of the sub-commands. */
    private static Optional<String> usage(CommandCall call, String action, String name, String rest, Sentences say) {
        String form = switch (action) {
            case "add", "edit" -> say.say("form.name-and-text");
            case "delete", "show", "enable", "disable" -> say.say("form.name");
            case "alias" -> say.say("form.name-and-alias");
            case "unalias" -> say.say("form.alias");
            case "cooldown" -> say.say("form.cooldown");
            case "role" ->
                say.say("form.role", "roles", String.join("|", Role.choices().split(", ")));
            default -> "";
        };
        String command = call.prefix() + "command ";
        if (form.isEmpty()) {
            return Optional.of(say.say(
                    "usage",
                    "usage",
                    command + "add|edit|delete|show|alias|unalias|cooldown|role|enable|disable "
                            + say.say("form.name")));
        }
        boolean hasRest = action.equals("alias") ? !call.listFrom(2).isEmpty() : !rest.isEmpty();
        boolean incomplete = name.isEmpty() || (form.contains("> <") && !hasRest);
        return incomplete ? Optional.of(say.say("usage", "usage", command + action + " " + form)) : Optional.empty();
    }

    private String edit(
            CommandCall call,
            String nameOrAlias,
            UnaryOperator<CustomCommand> change,
            Sentences say,
            String key,
            Object... values) {
        Optional<CustomCommand> found = commands.find(call.broadcasterId(), nameOrAlias);
        if (found.isEmpty()) {
            return say.say("no-command");
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
                say,
                key,
                values);
    }

    private String alias(CommandCall call, String name, Sentences say) {
        Optional<CustomCommand> command = commands.find(call.broadcasterId(), name);
        List<String> asked = call.listFrom(2).stream()
                .map(alias -> ItemName.withoutPrefix(alias, call.prefix()))
                .distinct()
                .toList();
        List<String> added = asked.stream()
                .filter(alias -> command.isEmpty() || !command.get().words().contains(alias))
                .toList();
        if (command.isPresent() && added.isEmpty()) {
            return say.counted(
                    "alias.there",
                    asked.size(),
                    "aliases",
                    written(call, asked),
                    "command",
                    call.prefix() + command.get().name());
        }
        return edit(
                call,
                name,
                draft -> draft.withAliases(
                        Stream.concat(draft.aliases().stream(), added.stream()).toList()),
                say,
                added.size() == 1 ? "alias.one" : "alias.other",
                "aliases",
                written(call, added));
    }

    private static String written(CommandCall call, List<String> names) {
        return names.stream().map(name -> call.prefix() + name).collect(Collectors.joining(", "));
    }

    /** {@code !command unalias <alias>}: the alias alone identifies the command. */
    private String unalias(CommandCall call, String alias, Sentences say) {
        Optional<CustomCommand> command = commands.find(call.broadcasterId(), alias);
        String word = ItemName.withoutPrefix(alias, call.prefix());
        if (command.isEmpty() || command.get().name().equals(word)) {
            return say.say("no-alias");
        }
        return edit(
                call,
                command.get().name(),
                draft -> draft.withAliases(draft.aliases().stream()
                        .filter(other -> !other.equals(word))
                        .toList()),
                say,
                "unaliased",
                "alias",
                call.prefix() + word);
    }

    private String cooldown(CommandCall call, String name, Sentences say) {
        List<String> spans = call.listFrom(2);
        Optional<Integer> channel = spans.isEmpty() ? Optional.empty() : TypedNumbers.seconds(spans.get(0));
        Optional<Integer> user = spans.size() > 1 ? TypedNumbers.seconds(spans.get(1)) : Optional.of(0);
        if (channel.isEmpty() || user.isEmpty()) {
            return say.say("usage", "usage", call.prefix() + "command cooldown " + say.say("form.cooldown"));
        }
        Cooldown cooldown = new Cooldown(channel.get(), user.get());
        return edit(
                call,
                name,
                draft -> draft.withCooldown(cooldown),
                say,
                cooldown.isNone() ? "cooldown.none" : "cooldown",
                "channel",
                channel.get(),
                "user",
                user.get());
    }

    private String role(CommandCall call, String name, String word, Sentences say) {
        Optional<Role> role = Role.parse(word);
        return role.isEmpty()
                ? say.say("role.unknown", "roles", Role.choices())
                : edit(
                        call,
                        name,
                        draft -> draft.withRole(role.get()),
                        say,
                        "role",
                        "audience",
                        audience(role.get(), say));
    }

    private static String audience(Role role, Sentences say) {
        return say.say("for." + role.text());
    }

    private String show(CommandCall call, String name, Sentences say) {
        return commands.find(call.broadcasterId(), name)
                .map(command -> call.prefix() + command.name()
                        + details(command, commands.isBuiltIn(call.broadcasterId(), command.name()), say) + ": "
                        + command.text())
                .orElse(say.say("no-command"));
    }

    private static String details(CustomCommand command, boolean isHidden, Sentences say) {
        List<String> details = new ArrayList<>();
        if (isHidden) {
            details.add(say.say("details.hidden"));
        }
        if (!command.enabled()) {
            details.add(say.say("details.disabled"));
        }
        if (command.role() != Role.EVERYONE) {
            details.add(say.say("details.role", "audience", audience(command.role(), say)));
        }
        if (!command.cooldown().isNone()) {
            details.add(say.say(
                    "details.cooldown",
                    "channel",
                    command.cooldown().channelSeconds(),
                    "user",
                    command.cooldown().userSeconds()));
        }
        if (!command.aliases().isEmpty()) {
            details.add(say.say("details.aliases", "aliases", String.join(" ", command.aliases())));
        }
        return details.isEmpty() ? "" : " (" + String.join("; ", details) + ")";
    }

    /**
     * @param name of the changed command; empty for a new one
     * @param key of the answer, whose text uses the command's name and these values
     */
    private String done(
            CommandCall call,
            String name,
            Supplier<Change<CustomCommand>> changing,
            Sentences say,
            String key,
            Object... values) {
        Change<CustomCommand> change = edits.made(
                call.broadcasterId(),
                commands.documents(),
                EditLog.By.inChat(call.message().chatter()),
                name,
                CustomCommand::name,
                changing);
        if (change instanceof Change.Done<CustomCommand> done) {
            Object[] all = Arrays.copyOf(values, values.length + 2);
            all[values.length] = "command";
            all[values.length + 1] = call.prefix() + done.item().name();
            return say.say(key, all);
        }
        if (change instanceof Change.Invalid<CustomCommand> invalid) {
            return invalid.problems().stream()
                    .map(problem -> problem.saying().in(say.language()))
                    .collect(Collectors.joining(" "));
        }
        if (change instanceof Change.Taken<CustomCommand> taken) {
            return taken.problem().saying().in(say.language());
        }
        return change instanceof Change.Conflict<CustomCommand> ? say.say("changed-meanwhile") : say.say("no-command");
    }

    /** Naming an alias deletes the whole command. */
    private String named(CommandCall call, String nameOrAlias) {
        return commands.find(call.broadcasterId(), nameOrAlias)
                .map(CustomCommand::name)
                .orElse(nameOrAlias);
    }
}
