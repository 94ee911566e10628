package bot.herald.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.lifecycle.StartupException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals stored tokens with an AEAD, bound to where they are stored.
 *
 * <p>A sealed text that is moved to another account or purpose does not open. A key that this process does not know yet is
 * looked for in the key file, so that a running bot follows a rotation made beside it. Safe for concurrent use.
 */
public final class TokenCipher {
    private static final Logger log = LoggerFactory.getLogger(TokenCipher.class);
    private static final String PREFIX = "sealed:";
    /** Tink's ciphertexts begin with 1 and the number of their key. */
    private static final int HEADER = 5;

    private final KeyFile file;
    private volatile Keyset keys;

    TokenCipher(KeyFile file, Keyset keys) {
        this.file = file;
        this.keys = keys;
    }

    /** The key that a database without any sealed text should seal with. */
    public int primaryKeyId() {
        return keys.primaryId();
    }

    /** Whether the key file holds this key. */
    public boolean knows(int keyId) {
        return keys.ids().contains(keyId) || reread().ids().contains(keyId);
    }

    /**
     * @param context what the text belongs to; the same is needed to open it
     * @throws WrongKeyException if the key file has no such key
     */
    public String seal(int keyId, String clear, String context) {
        Keyset holding = keys.ids().contains(keyId) ? keys : reread();
        try {
            byte[] sealed = holding.sealer(keyId).encrypt(clear.getBytes(UTF_8), context.getBytes(UTF_8));
            return PREFIX + Base64.getEncoder().encodeToString(sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key in the key file cannot encrypt", e);
        }
    }

    /** Whether {@code text} was made by {@link #seal}; older bots stored tokens in clear. */
    public static boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    /** The key that sealed {@code text}; empty if it is clear or damaged. */
    public static OptionalInt keyIdOf(String text) {
        try {
            byte[] bytes = isSealed(text) ? Base64.getDecoder().decode(text.substring(PREFIX.length())) : new byte[0];
            return bytes.length < HEADER
                    ? OptionalInt.empty()
                    : OptionalInt.of(ByteBuffer.wrap(bytes).getInt(1));
        } catch (IllegalArgumentException e) {
            return OptionalInt.empty();
        }
    }

    /** @throws WrongKeyException if the text was sealed under another key, for another context, or has been changed */
    public String open(String sealed, String context) {
        OptionalInt keyId = keyIdOf(sealed);
        if (keyId.isEmpty() || !knows(keyId.getAsInt())) {
            throw new WrongKeyException();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed.substring(PREFIX.length()));
            return new String(keys.opener().decrypt(bytes, context.getBytes(UTF_8)), UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new WrongKeyException();
        }
    }

    /** Takes in the key file as it is now; keeps the keys held if it cannot be read. */
    private Keyset reread() {
        try {
            Set<Integer> before = keys.ids();
            Keyset fresh = file.keys();
            if (!fresh.ids().equals(before)) {
                log.info("key file read again, its keys have changed");
                keys = fresh;
            }
            return fresh;
        } catch (StartupException e) {
            log.error("the key file cannot be read again: {}", e.getMessage());
            return keys;
        }
    }
}
