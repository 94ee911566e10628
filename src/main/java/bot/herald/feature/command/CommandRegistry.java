package bot.herald.feature.command;

import bot.herald.event.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The built-in commands by name. Immutable once built, and then safe for concurrent use. */
final class CommandRegistry {
    private final Map<String, ChatCommand> byName = new TreeMap<>();

    CommandRegistry(CommandServices services) {
        List.of(
                        new AccountAgeCommand(services.people(), services.clock()),
                        new CommandsCommand(this, services.commands(), services.settings()),
                        new CounterCommand(services.commands()),
                        new FollowAgeCommand(services.people(), services.clock()),
                        new GameCommand(services.streams(), services.clock()),
                        new ManageCommand(services.commands()),
                        new PingCommand(),
                        new QuoteCommand(services.quotes(), services.streams(), services.random(), services.clock()),
                        new ShoutoutCommand(services.people(), services.streamLookup(), services.shoutouts()),
                        new TitleCommand(services.streams(), services.clock()),
                        new UptimeCommand(services.streams(), services.channelName(), services.clock()))
                .forEach(command -> byName.put(command.name(), command));
        if (!byName.keySet().equals(BuiltIns.NAMES)) {
            throw new IllegalStateException("BuiltIns.NAMES names other commands than there are: " + byName.keySet());
        }
    }

    Optional<ChatCommand> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In alphabetical order. */
    List<ChatCommand> usableBy(Role role) {
        return byName.values().stream()
                .filter(command -> role.isAtLeast(command.leastRole()))
                .toList();
    }
}
