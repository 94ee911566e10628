/** Credentials and the ways to get them; start at {@link bot.herald.auth.CredentialService}. */
@NullMarked
package bot.herald.auth;

import org.jspecify.annotations.NullMarked;
