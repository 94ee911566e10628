package bot.herald.config;

import bot.herald.identity.TwitchLogin;
import java.util.Optional;

/**
 * The bot's own account.
 *
 * @param login if present, only this account may be connected as the bot
 * @param verified whether Twitch verified the bot, which raises its chat limit to 7500 messages per 30 s
 */
public record AccountConfig(Optional<TwitchLogin> login, String commandPrefix, boolean verified) {}
