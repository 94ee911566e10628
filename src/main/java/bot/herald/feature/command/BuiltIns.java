package bot.herald.feature.command;

import java.util.Set;

/** The names of the commands that every channel has; custom commands cannot take them. */
public final class BuiltIns {
    public static final Set<String> NAMES = Set.of(
            "accountage",
            "command",
            "commands",
            "counter",
            "followage",
            "game",
            "ping",
            "quote",
            "so",
            "title",
            "uptime");

    private BuiltIns() {}
}
