/** Twitch's OAuth endpoints and Twitch4J's CredentialManager; start at {@link bot.herald.twitch.oauth.HttpOAuthClient}. */
@NullMarked
package bot.herald.twitch.oauth;

import org.jspecify.annotations.NullMarked;
