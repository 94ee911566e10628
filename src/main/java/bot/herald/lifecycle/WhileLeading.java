package bot.herald.lifecycle;

/**
 * Does on one instance alone what must be done once, where several share the work: each of them tries to, and the one that
 * leads does. Safe for concurrent use.
 */
@FunctionalInterface
public interface WhileLeading {
    /** For a process that shares its work with no other. */
    WhileLeading ALONE = () -> true;

    /** Whether this process leads now; cheap. */
    boolean leads();

    /**
     * Does the work, on this thread, if this process leads.
     *
     * @return whether it did
     */
    default boolean run(Runnable work) {
        boolean leads = leads();
        if (leads) {
            work.run();
        }
        return leads;
    }
}
