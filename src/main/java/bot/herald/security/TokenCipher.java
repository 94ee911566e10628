package bot.herald.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Seals stored tokens with an AEAD, bound to where they are stored.
 *
 * <p>A sealed text that is moved to another user or purpose does not open. Immutable and safe for concurrent use.
 */
public final class TokenCipher {
    private static final String PREFIX = "sealed:";

    private final Aead aead;

    TokenCipher(Aead aead) {
        this.aead = aead;
    }

    /** @param context what the text belongs to; the same is needed to open it */
    public String seal(String clear, String context) {
        try {
            byte[] sealed = aead.encrypt(clear.getBytes(UTF_8), context.getBytes(UTF_8));
            return PREFIX + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key in the key file cannot encrypt", e);
        }
    }

    /** Whether {@code text} was made by {@link #seal}; older bots stored tokens in clear. */
    public static boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    /** @throws WrongKeyException if the text was sealed under another key, for another context, or has been changed */
    public String open(String sealed, String context) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.substring(PREFIX.length()));
            return new String(aead.decrypt(bytes, context.getBytes(UTF_8)), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new WrongKeyException();
        }
    }
}
