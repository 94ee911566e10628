package bot.herald.feature.command;

/** {@code !ping}: shows that the bot is there. */
final class PingCommand implements ChatCommand {
    @Override
    public String name() {
        return "ping";
    }

    @Override
    public String answer(CommandCall call) {
        return "Pong!";
    }
}
