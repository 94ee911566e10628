package bot.herald.storage;

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

    /** Whether another process may wait for its turn, because the database can be reached from other machines too. */
    boolean worthWaitingFor();

    /** Gives the right back; it can be taken again. */
    void close();
}
