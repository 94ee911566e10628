/**
 * Twitch's OAuth endpoints, and Herald's credentials as Twitch4J's modules expect them. When to refresh or validate
 * is decided in {@code auth}. Start at {@link bot.herald.twitch.oauth.HttpOAuthClient}.
 */
@NullMarked
package bot.herald.twitch.oauth;

import org.jspecify.annotations.NullMarked;
