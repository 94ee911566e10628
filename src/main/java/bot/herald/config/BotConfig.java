package bot.herald.config;

/** Everything that can be set, checked and complete; safe to print, since secrets redact themselves. */
public record BotConfig(
        TwitchConfig twitch,
        AccountConfig bot,
        WebConfig web,
        DatabaseConfig database,
        SecurityConfig security,
        LogConfig log) {
    /** With the usual log. */
    public BotConfig(
            TwitchConfig twitch, AccountConfig bot, WebConfig web, DatabaseConfig database, SecurityConfig security) {
        this(twitch, bot, web, database, security, LogConfig.DEFAULT);
    }
}
