package bot.herald.storage;

import bot.herald.dispatch.HandledEvents;
import java.time.Duration;

/**
 * Which events were handled, by any process on the database. Safe for concurrent use.
 *
 * <p>If the database does not answer, every process handles what it receives: greeting twice is better than not at all.
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
     * Deletes up to a thousand claims that are older than this.
     *
     * @return how many it deleted; with fewer than a thousand, none are left
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
