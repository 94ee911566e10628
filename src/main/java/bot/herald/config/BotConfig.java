package bot.herald.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything that can be set, checked and complete; safe to print, since secrets redact themselves.
 *
 * @param plugins the folder with plug-ins, which need not exist; empty to look for none
 * @param discord empty: nothing of Discord is seen
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
    /** With the usual log, without plug-ins, and what else may be left out. */
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
