/**
 * Discord as Herald's bot sees it: which servers it is in, who may manage them, which of their channels are linked
 * with which channel on Twitch, and what is posted there. The only package that knows JDA. Nothing here is built
 * without a client id for Discord. Start at {@link bot.herald.discord.DiscordServers}, then read {@link
 * bot.herald.discord.LinkMessages}.
 */
@NullMarked
package bot.herald.discord;

import org.jspecify.annotations.NullMarked;
