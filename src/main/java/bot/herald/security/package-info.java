/** Keys and what they protect; start at {@link bot.herald.security.TokenCipher}. */
@NullMarked
package bot.herald.security;

import org.jspecify.annotations.NullMarked;
