package bot.herald.cli;

import bot.herald.config.BotConfig;

/**
 * What the commands do once their arguments and the configuration are sound.
 *
 * <p>Each returns when its work is over, with the exit code: 0 done, 1 failed. May throw {@link
 * bot.herald.lifecycle.StartupException} or {@link bot.herald.config.ConfigException}, which {@link Cli} shows.
 */
public interface Actions {
    int run(BotConfig config);

    int demo(DemoOptions options);

    /** @param port 0 lets the system choose */
    int simulator(int port);

    int migrate(BotConfig config);
}
