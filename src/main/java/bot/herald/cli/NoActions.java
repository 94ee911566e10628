package bot.herald.cli;

import bot.herald.config.BotConfig;
import bot.herald.lifecycle.StartupException;

/** Stands where the bot will be put in: every command is understood, none is carried out. */
public final class NoActions implements Actions {
    @Override
    public int run(BotConfig config) {
        throw notWired();
    }

    @Override
    public int demo(DemoOptions options) {
        throw notWired();
    }

    @Override
    public int simulator(int port) {
        throw notWired();
    }

    @Override
    public int migrate(BotConfig config) {
        throw notWired();
    }

    private static StartupException notWired() {
        return new StartupException("not wired");
    }
}
