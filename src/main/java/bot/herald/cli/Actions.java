package bot.herald.cli;

import bot.herald.config.BotConfig;

/** What the commands do, once their arguments are understood. Each returns the exit code. */
public interface Actions {
    int run(BotConfig config);

    int demo(DemoOptions options);

    int simulator(int port);

    int migrate(BotConfig config);
}
