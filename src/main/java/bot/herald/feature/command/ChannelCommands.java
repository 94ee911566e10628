package bot.herald.feature.command;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One channel's custom commands. Immutable. */
final class ChannelCommands {
    private final List<CustomCommand> sorted;
    private final Map<String, CustomCommand> byWord = new HashMap<>();

    ChannelCommands(Collection<CustomCommand> commands) {
        Map<String, CustomCommand> byName = new TreeMap<>();
        for (CustomCommand command : commands) {
            byName.put(command.name(), command);
            command.words().forEach(word -> byWord.put(word, command));
        }
        sorted = List.copyOf(byName.values());
    }

    /** By name. */
    List<CustomCommand> all() {
        return sorted;
    }

    /** By name or alias, normalized. */
    Optional<CustomCommand> find(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    Optional<CustomCommand> named(String name) {
        return find(name).filter(command -> command.name().equals(name));
    }

    ChannelCommands with(CustomCommand command) {
        return replaced(command.name(), command);
    }

    ChannelCommands without(String name) {
        return new ChannelCommands(
                sorted.stream().filter(one -> !one.name().equals(name)).toList());
    }

    ChannelCommands replaced(String name, CustomCommand command) {
        Map<String, CustomCommand> next = new TreeMap<>();
        sorted.forEach(one -> next.put(one.name(), one));
        next.remove(name);
        next.put(command.name(), command);
        return new ChannelCommands(next.values());
    }
}
