package bot.herald.feature.command;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.Role;
import bot.herald.feature.FeatureCommands;
import bot.herald.feature.FeatureCommands.Brought;
import bot.herald.feature.command.BuiltIns.BuiltIn;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that every channel has, and those of features. Safe for concurrent use once built. */
final class CommandRegistry {
    private final Map<String, ChatCommand> byName = new TreeMap<>();
    private final FeatureCommands brought;

    /** @param chat takes messages that are not replies */
    CommandRegistry(CommandResponder.Needs services, Consumer<OutgoingMessage> chat) {
        brought = services.features();
        ChatCommand commands = new CommandsCommand(this, services.commands(), services.settings(), services.page());
        List.of(
                        new AccountAgeCommand(services.people(), services.clock()),
                        commands,
                        new CounterCommand(services.commands(), services.counterBook(), services.edits()),
                        new HelpCommand(commands),
                        new FollowAgeCommand(services.people(), services.clock()),
                        new StreamChanges.GameCommand(services.streams(), services.streamChanges(), services.clock()),
                        new ManageCommand(services.commands(), services.edits()),
                        new PingCommand(),
                        new QuoteCommand(services.quotes(), services.edits(), services.streams(), services.random()),
                        new ShoutoutCommand(services, chat),
                        new StreamChanges.TitleCommand(services.streams(), services.streamChanges(), services.clock()),
                        new UptimeCommand(services.streams(), services.channelName(), services.clock()))
                .forEach(command -> byName.put(command.name(), command));
        if (!byName.keySet().equals(BuiltIns.ALL.stream().map(BuiltIn::name).collect(Collectors.toSet()))) {
            throw new IllegalStateException("BuiltIns.ALL has other commands than there are: " + byName.keySet());
        }
    }

    /** Whether every channel has it, answering or not. */
    boolean isKnown(String name) {
        return byName.containsKey(name) || brought.isTaken(name);
    }

    /** One that comes before the channel's own commands. */
    Optional<ChatCommand> find(TwitchUserId broadcasterId, String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(command -> BuiltIns.RESERVED.contains(name))
                .or(() -> brought.find(broadcasterId, name).map(BroughtCommand::new));
    }

    /** One that comes after the channel's own commands. */
    Optional<ChatCommand> fallback(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The command of a feature that is off; its answer says so. */
    Optional<ChatCommand> resting(TwitchUserId broadcasterId, String name, Language language) {
        return brought.resting(broadcasterId, name, language).map(BroughtCommand::new);
    }

    /** In no particular order. */
    List<ChatCommand> usableBy(Role role, TwitchUserId broadcasterId) {
        return Stream.concat(
                        byName.values().stream(),
                        brought.of(broadcasterId).stream().map(BroughtCommand::new))
                .filter(command -> role.isAtLeast(command.leastRole()))
                .toList();
    }

    /** A command of another feature. */
    record BroughtCommand(Brought brought) implements ChatCommand {
        @Override
        public String name() {
            return brought.name();
        }

        @Override
        public Role leastRole() {
            return brought.leastRole();
        }

        @Override
        public List<String> answer(CommandCall call, Sentences say) {
            return brought.answer(call.message(), call.prefix(), call.arguments());
        }
    }

    /** {@code !help}: what people type who do not know what a bot can do. */
    private record HelpCommand(ChatCommand commands) implements ChatCommand {
        @Override
        public String name() {
            return "help";
        }

        @Override
        public List<String> answer(CommandCall call, Sentences say) {
            return commands.answer(call, say);
        }
    }

    /** {@code !ping}: shows that the bot is running. */
    static final class PingCommand implements ChatCommand {
        @Override
        public String name() {
            return "ping";
        }

        @Override
        public List<String> answer(CommandCall call, Sentences say) {
            return List.of(say.say("pong"));
        }
    }
}
