/**
 * The key file and what it protects: sealed tokens and texts, and signed sessions. Where sealed values are stored is
 * not known here. Start at {@link bot.herald.security.TokenCipher}.
 */
@NullMarked
package bot.herald.security;

import org.jspecify.annotations.NullMarked;
