package bot.herald.chaos;

import java.util.Random;

/** What can go wrong with a database, one thing at a time; each comes to an end by itself. For one thread. */
interface DatabaseTroubles extends AutoCloseable {
    /** One by chance begins, unless one goes on. */
    void next(Random dice);

    /** To be called all the time: begins and ends what is due. */
    void look();

    /** Ends what goes on. */
    void end();

    /** Whether one goes on, or the processes may not have recovered from it yet. */
    boolean goesOn();

    /** How many processes serve a shard, as they wrote it down; to be asked only where several share the database. */
    int processesServing();

    @Override
    void close();
}
