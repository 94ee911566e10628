package bot.herald.cli;

import bot.herald.config.BotConfig;
import bot.herald.config.NewConfigFile;
import bot.herald.identity.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

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

    /**
     * Runs the simulated Twitch and Discord.
     *
     * @param port of Twitch; 0 lets the system choose
     * @param discordPort if absent the usual one, or any free one
     */
    int simulator(int port, OptionalInt discordPort);

    int migrate(BotConfig config);

    /**
     * How the demo shows itself.
     *
     * @param channels from 1 to 50
     * @param port of the bot's web server; if absent, any free one
     * @param stayFor how long the dashboard stays open afterwards; if absent, until Ctrl-C
     */
    record DemoOptions(int channels, OptionalInt port, Optional<Duration> stayFor) {}

    /** What {@code herald init} need not ask, because it was said already. */
    record InitOptions(
            Optional<String> port,
            Optional<String> publicUrl,
            Optional<String> clientId,
            Optional<Secret> clientSecret,
            Optional<String> admin) {}
}
