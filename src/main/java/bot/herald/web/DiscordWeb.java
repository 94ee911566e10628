package bot.herald.web;

import bot.herald.account.Guests;
import bot.herald.discord.login.DiscordLogin;

/** What the web needs of Discord, where there is an application there. */
public record DiscordWeb(DiscordLogin login, Guests guests) {}
