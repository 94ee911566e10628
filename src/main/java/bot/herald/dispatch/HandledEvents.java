package bot.herald.dispatch;

/**
 * Records across processes which events were acted on, so that one delivery never leads to two actions. Safe for
 * concurrent use.
 */
@FunctionalInterface
public interface HandledEvents {
    /**
     * Whether it is for this process to act on {@code messageId}, and for no other on the same database; true for one caller
     * only.
     *
     * <p>May ask the database, and so block: not to be called on a socket's thread, nor while a lock is held. Where nobody can
     * tell it is true, because a greeting said twice is better than none.
     */
    boolean claim(String messageId);
}
