package bot.herald.cluster;

import java.time.Duration;

/**
 * The right to be the one process that runs the bot on a database. It ends with the process, however that ends; commands
 * beside the bot do not need it. Thread-safe.
 */
public interface InstanceLock {
    /** Whose the right is. */
    enum Holder {
        THIS_PROCESS,
        ANOTHER,
        /** The database does not answer, so nobody can have taken it meanwhile. */
        UNKNOWN
    }

    /** Takes the right if it is free, and says whose it is; asked again and again, it tells when it was lost. */
    Holder take();

    /**
     * Looks whether the process that has the right has stopped asking for longer than {@code silence}, as one does that is
     * frozen, and takes the right from it. The second look in a row that finds it so does that: when the database itself
     * stood still, everybody was silent.
     *
     * @return whether the right was taken from it, so that {@link #take} may get it
     */
    default boolean endSilent(Duration silence) {
        return false;
    }

    /** Whether another process may wait for its turn, because the database can be reached from other machines too. */
    boolean worthWaitingFor();

    /** Gives the right back; it can be taken again. */
    void close();
}
