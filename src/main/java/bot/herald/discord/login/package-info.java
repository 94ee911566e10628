/**
 * Discord as a person's browser meets it: OAuth, and what a person's token may ask. Nothing of it is built unless {@code
 * discord.client-id} is set. Read {@link bot.herald.discord.login.DiscordLogin} first, then {@link
 * bot.herald.discord.login.DiscordIdentity}.
 */
@NullMarked
package bot.herald.discord.login;

import org.jspecify.annotations.NullMarked;
