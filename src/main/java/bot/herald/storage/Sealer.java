package bot.herald.storage;

import bot.herald.security.TokenCipher;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * Encrypts what goes into the database, always with the key that the database names.
 *
 * <p>The name is read in the transaction of the write itself: once a rotation has named another key, no write can use
 * the old one. Safe for concurrent use.
 */
final class Sealer {
    private final Database database;
    private final TokenCipher cipher;

    Sealer(Database database, TokenCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /** @param transaction the one in which the sealed text is written */
    String seal(Handle transaction, String clear, String context) {
        // Shared until the commit: a rotation that wants to name another key waits for what is written under this one.
        int keyId = keyId(transaction, database.forShare()).orElseGet(() -> {
            nameTheFirst(transaction, cipher.primaryKeyId());
            return keyId(transaction, database.forShare()).orElseThrow();
        });
        return cipher.seal(keyId, clear, context);
    }

    /** @throws bot.herald.security.WrongKeyException if it does not open */
    String open(String sealed, String context) {
        return cipher.open(sealed, context);
    }

    /** As {@link SealedColumn#open}. */
    String open(SealedColumn column, String sealed, String... values) {
        return column.open(cipher, sealed, values);
    }

    static OptionalInt keyId(Handle handle) {
        return keyId(handle, "");
    }

    private static OptionalInt keyId(Handle handle, String lock) {
        return handle.select("SELECT key_id FROM sealing_key" + lock)
                .mapTo(Integer.class)
                .findOne()
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /** Does nothing if another instance came first. */
    private static void nameTheFirst(Handle transaction, int keyId) {
        transaction
                .createUpdate("INSERT INTO sealing_key (id, key_id) VALUES (1, :key) ON CONFLICT DO NOTHING")
                .bind("key", keyId)
                .execute();
    }

    static void name(Handle transaction, int keyId) {
        transaction
                .createUpdate("INSERT INTO sealing_key (id, key_id) VALUES (1, :key)"
                        + " ON CONFLICT (id) DO UPDATE SET key_id = excluded.key_id")
                .bind("key", keyId)
                .execute();
    }
}
