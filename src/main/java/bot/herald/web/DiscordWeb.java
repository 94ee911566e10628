package bot.herald.web;

import bot.herald.account.Guests;
import bot.herald.discord.login.DiscordLogin;

/** What the web needs for the login with Discord. */
public record DiscordWeb(DiscordLogin login, Guests guests) {}
