package bot.herald.dispatch;

/**
 * Records, across processes, which events were acted on, so that one delivery never leads to two actions. Safe for
 * concurrent use.
 */
@FunctionalInterface
public interface HandledEvents {
    /**
     * Whether this process, and no other on the same database, acts on {@code messageId}; true for one caller only.
     *
     * <p>May query the database and so block: must not be called on a socket's thread, or while holding a lock. If
     * nobody can tell it is true, because a repeated greeting is better than none.
     */
    boolean claim(String messageId);
}
