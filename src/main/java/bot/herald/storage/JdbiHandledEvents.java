package bot.herald.storage;

import bot.herald.dispatch.HandledEvents;
import java.time.Duration;

/**
 * Which events were acted on, by this process and by every other on the database.  *
 * <p>If the database does not answer, every process acts on what it gets: better greeted twice than not at all. Safe for
 * concurrent use.
 */
public final class JdbiHandledEvents implements HandledEvents {
    private static final int SWEPT_AT_ONCE = 1_000;

    private final Database database;
    private final BestEffortQueries queries;

    public JdbiHandledEvents(Database database) {
        this.database = database;
        this.queries = new BestEffortQueries(database, "events are handled as they come, maybe by two instances");
    }

    @Override
    public boolean claim(String messageId) {
        return queries.orElse(
                true,
                () -> database.jdbi()
                        .withHandle(handle -> handle.createUpdate("INSERT INTO handled_event (message_id, handled_at)"
                                                + " VALUES (:id, " + database.now()
                                                + ") ON CONFLICT (message_id) DO NOTHING")
                                        .bind("id", messageId)
                                        .setQueryTimeout(BestEffortQueries.SECONDS)
                                        .execute()
                                == 1));
    }

    /**
     * Forgets what was claimed longer ago, a thousand at most.
     *
     * @return how many it were; fewer than a thousand: nothing is left
     */
    public int sweep(Duration age) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("DELETE FROM handled_event WHERE message_id IN ("
                                + "SELECT message_id FROM handled_event WHERE handled_at < " + database.now()
                                + " - :age ORDER BY handled_at LIMIT :most)")
                        .bind("age", age.toMillis())
                        .bind("most", SWEPT_AT_ONCE)
                        .execute());
    }
}
