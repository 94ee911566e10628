package bot.herald.cli;

import bot.herald.config.BotConfig;
import bot.herald.config.NewConfigFile;

/**
 * What the commands do once their arguments and the configuration are sound.
 *
 * <p>Each returns when its work is over, with the exit code: 0 done, 1 failed. May throw {@link
 * bot.herald.lifecycle.StartupException} or {@link bot.herald.config.ConfigException}, which {@link Cli} shows.
 */
public interface Actions {
    int run(BotConfig config);

    /** Sets Herald up on a page, then runs it. */
    int firstStart(NewConfigFile file);

    /** Sets Herald up at the terminal. */
    int init(NewConfigFile file, InitOptions options);

    int demo(DemoOptions options);

    /** @param port 0 lets the system choose */
    int simulator(int port);

    int migrate(BotConfig config);
}
