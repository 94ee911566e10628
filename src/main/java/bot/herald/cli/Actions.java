package bot.herald.cli;

import bot.herald.config.BotConfig;
import bot.herald.config.NewConfigFile;
import bot.herald.identity.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Carries out commands whose arguments and configuration are valid.
 *
 * <p>Each returns when its work is over, with the exit code: 0 done, 1 failed. May throw {@link
 * bot.herald.lifecycle.StartupException} or {@link bot.herald.config.ConfigException}, which {@link Cli} shows.
 */
public interface Actions {
    /** @param atStart to be called once lines are logged as the configuration says */
    int run(BotConfig config, Runnable atStart);

    /** Serves the set-up page, then runs the bot. */
    int firstStart(NewConfigFile file);

    /** Sets Herald up at the terminal. */
    int init(NewConfigFile file, InitOptions options);

    int demo(DemoOptions options);

    /**
     * Runs the simulated Twitch and Discord.
     *
     * @param port of the simulated Twitch; 0 for any free one
     * @param discordPort of the simulated Discord; if absent, the default one or any free one
     */
    int simulator(int port, OptionalInt discordPort);

    int migrate(BotConfig config);

    /**
     * Options of {@code herald demo}.
     *
     * @param channels from 1 to 50
     * @param port of the bot's web server; if absent, any free one
     * @param stayFor how long the dashboard stays open afterwards; if absent, until Ctrl-C
     * @param withDiscord whether there is a simulated Discord too
     */
    record DemoOptions(int channels, OptionalInt port, Optional<Duration> stayFor, boolean withDiscord) {}

    /** Answers that {@code herald init} need not ask for. */
    record InitOptions(
            Optional<String> port,
            Optional<String> publicUrl,
            Optional<String> clientId,
            Optional<Secret> clientSecret,
            Optional<String> admin) {}
}
