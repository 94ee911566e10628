package bot.herald.feature.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The built-in commands by name. Immutable once built, and then safe for concurrent use. */
final class CommandRegistry {
    private final Map<String, ChatCommand> byName = new TreeMap<>();

    CommandRegistry(String prefix) {
        List<ChatCommand> builtIn = new ArrayList<>(List.of(new PingCommand(), new CommandsCommand(this, prefix)));
        builtIn.forEach(command -> byName.put(command.name(), command));
    }

    Optional<ChatCommand> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In alphabetical order. */
    List<ChatCommand> usableBy(Role role) {
        return byName.values().stream().filter(role::mayUse).toList();
    }
}
