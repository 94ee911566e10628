/**
 * Discord as Herald's bot sees it: which servers it is in, who may manage them, which channels are linked to which channel on Twitch,
 * and what is told there. Nothing of it is built unless {@code discord.bot-token} is set. Read {@link
 * bot.herald.discord.DiscordServers} first, then {@link bot.herald.discord.LinkMessages}.
 */
@NullMarked
package bot.herald.discord;

import org.jspecify.annotations.NullMarked;
