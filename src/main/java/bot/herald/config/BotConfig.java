package bot.herald.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The complete, valid configuration. Safe to print, since secrets redact themselves.
 *
 * @param plugins the folder with plug-ins, which need not exist; empty for no plug-ins
 * @param discord empty if Herald does not use Discord
 */
public record BotConfig(
        TwitchConfig twitch,
        AccountConfig bot,
        WebConfig web,
        DatabaseConfig database,
        SecurityConfig security,
        LogConfig log,
        Optional<Path> plugins,
        MoveInConfig moveIn,
        FetchConfig fetch,
        Optional<DiscordConfig> discord) {
    /** With defaults for everything else. */
    public BotConfig(
            TwitchConfig twitch, AccountConfig bot, WebConfig web, DatabaseConfig database, SecurityConfig security) {
        this(twitch, bot, web, database, security, LogConfig.DEFAULT, Optional.empty());
    }

    public BotConfig(
            TwitchConfig twitch,
            AccountConfig bot,
            WebConfig web,
            DatabaseConfig database,
            SecurityConfig security,
            LogConfig log,
            Optional<Path> plugins) {
        this(
                twitch,
                bot,
                web,
                database,
                security,
                log,
                plugins,
                MoveInConfig.DEFAULT,
                FetchConfig.DEFAULT,
                Optional.empty());
    }
}
