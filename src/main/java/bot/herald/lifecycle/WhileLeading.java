package bot.herald.lifecycle;

/**
 * Does on one instance what must be done once where several share the work: each of them tries, and only the leader
 * does it. Safe for concurrent use.
 */
@FunctionalInterface
public interface WhileLeading {
    /** For a process that does not share its work. */
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
