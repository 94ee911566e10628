package bot.herald.dispatch;

/** Knows across processes what was acted on, so that the same delivery never leads to two actions. Safe for concurrent use. */
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
