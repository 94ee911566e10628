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
     * <p>May block on the database, so it must not be called on a socket's thread or while holding a lock. True if the
     * database cannot tell, because greeting twice is better than not at all.
     */
    boolean claim(String messageId);
}
