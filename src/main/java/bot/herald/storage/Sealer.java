package bot.herald.storage;

import bot.herald.security.TokenCipher;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * Seals what goes into the database, always under the key that the database names.
 *
 * <p>The name is read in the transaction of the write itself: once a rotation has named another key, no write can use the
 * old one any more. Safe for concurrent use.
 */
final class Sealer {
    private final TokenCipher cipher;

    Sealer(TokenCipher cipher) {
        this.cipher = cipher;
    }

    /** @param transaction the one in which the sealed text is written */
    String seal(Handle transaction, String clear, String context) {
        int keyId = keyId(transaction).orElseGet(() -> {
            int primary = cipher.primaryKeyId();
            name(transaction, primary);
            return primary;
        });
        return cipher.seal(keyId, clear, context);
    }

    /** @throws bot.herald.security.WrongKeyException if it does not open */
    String open(String sealed, String context) {
        return cipher.open(sealed, context);
    }

    static OptionalInt keyId(Handle handle) {
        return handle.select("SELECT key_id FROM sealing_key")
                .mapTo(Integer.class)
                .findOne()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    static void name(Handle transaction, int keyId) {
        transaction
                .createUpdate("INSERT INTO sealing_key (id, key_id) VALUES (1, :key)"
                        + " ON CONFLICT (id) DO UPDATE SET key_id = excluded.key_id")
                .bind("key", keyId)
                .execute();
    }
}
