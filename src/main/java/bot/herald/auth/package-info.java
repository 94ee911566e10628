/**
 * Credentials: how an account grants one, how its tokens are stored, refreshed and validated, and how it ends. The
 * provider's protocol is behind {@link bot.herald.auth.OAuthClient}; no HTTP or SQL here. Start at {@link
 * bot.herald.auth.CredentialService}.
 */
@NullMarked
package bot.herald.auth;

import org.jspecify.annotations.NullMarked;
