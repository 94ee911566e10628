package bot.herald.dispatch;

import java.time.Instant;

/** Remembers what was acted on, so that the same delivery never leads to two actions. Safe for concurrent use. */
@FunctionalInterface
public interface HandledEvents {
    /** Whether nobody in this process asked this about {@code messageId} before; true for one caller only. Never blocks. */
    boolean firstTime(String messageId, Instant now);

    /**
     * Whether it is for this process to act on {@code messageId}, and for no other on the same database; true for one caller
     * only.
     *
     * <p>May ask the database, and so block: not to be called on a socket's thread, nor while a lock is held. Where nobody can
     * tell it is true, because a greeting said twice is better than none.
     */
    default boolean claim(String messageId) {
        return true;
    }
}
