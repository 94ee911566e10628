package bot.herald.cluster;

import java.time.Duration;

/**
 * The right to be the one process that runs the bot on a database. It ends with the process, however that ends;
 * commands beside the bot do not need it. Thread-safe.
 */
public interface InstanceLock {
    /** Who has the right. */
    enum Holder {
        THIS_PROCESS,
        ANOTHER,
        /** The database does not answer, so nobody can have taken it meanwhile. */
        UNKNOWN
    }

    /** Takes the right if it is free, and says who has it; called regularly, it tells when the right was lost. */
    Holder take();

    /**
     * Takes the right from a process that has asked for nothing for longer than {@code silence}, as a frozen one does.
     * Two calls in a row must find it silent: when the database itself stood still, everybody was.
     *
     * @return whether the right was taken from it, so that {@link #take} may get it
     */
    default boolean endSilent(Duration silence) {
        return false;
    }

    /** Whether another process may wait for its turn, because other machines can reach the database, too. */
    boolean worthWaitingFor();

    /** Gives the right back; it can be taken again. */
    void close();
}
