package bot.herald.lifecycle;

/**
 * Runs work on one instance only, where several share the database: all of them call {@link #run}, and the leader does the
 * work. Safe for concurrent use.
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
