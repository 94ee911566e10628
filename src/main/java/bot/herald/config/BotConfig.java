package bot.herald.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything that can be set, checked and complete; safe to print, since secrets redact themselves.
 *
 * @param plugins the folder with plug-ins, which need not exist; empty to look for none
 */
public record BotConfig(
        TwitchConfig twitch,
        AccountConfig bot,
        WebConfig web,
        DatabaseConfig database,
        SecurityConfig security,
        Optional<Path> plugins) {
    /** Without plug-ins. */
    public BotConfig(
            TwitchConfig twitch, AccountConfig bot, WebConfig web, DatabaseConfig database, SecurityConfig security) {
        this(twitch, bot, web, database, security, Optional.empty());
    }
}
