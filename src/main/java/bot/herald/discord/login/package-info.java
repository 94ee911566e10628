/**
 * Discord as a person's browser meets it: OAuth, and what a person's token may ask. Nothing here is built unless
 * {@code discord.client-id} is set. Start at {@link bot.herald.discord.login.DiscordLogin}, then read {@link
 * bot.herald.discord.login.DiscordIdentity}.
 */
@NullMarked
package bot.herald.discord.login;

import org.jspecify.annotations.NullMarked;
