package bot.herald.feature.command;

import java.util.List;

/** {@code !ping}: shows that the bot is there. */
final class PingCommand implements ChatCommand {
    @Override
    public String name() {
        return "ping";
    }

    @Override
    public List<String> answer(CommandCall call) {
        return List.of("Pong!");
    }
}
