package bot.herald.security;

import java.util.OptionalInt;

/** Everything sealed in the database, as the rotation of keys sees it. */
public interface SealedTexts {
    /** The key that seals; empty in a database that never held a sealed text. */
    OptionalInt sealingKey();

    /** Makes this the key that seals, in every process; writes under way finish before or start after. */
    void sealUnder(int keyId);

    /** How many texts are there. */
    int count();

    /**
     * Seals some of the texts that are not sealed under {@code keyId} again, in one transaction, clear ones too.
     *
     * @return how many were sealed; 0 when none is left
     */
    int resealSome(int keyId);
}
