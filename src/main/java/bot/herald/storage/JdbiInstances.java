package bot.herald.storage;

import bot.herald.cluster.Presence;
import java.time.Instant;

/**
 * Which processes run the bot on this database: on SQLite by the lock that the only one holds, which costs the disk
 * nothing, elsewhere by their last sign of life. Safe for concurrent use.
 */
public final class JdbiInstances implements Presence.SignsOfLife {
    private final Database database;

    public JdbiInstances(Database database) {
        this.database = database;
    }

    @Override
    public void seen(String id, Instant now) {
        if (!database.isShared()) {
            return;
        }
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO instance (id, started_at, seen_at) VALUES (:id, :now, :now)
                        ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
                        """)
                        .bind("id", id)
                        .bind("now", now.toEpochMilli())
                        .execute());
    }

    /** Those that divide work are forgotten by {@link PostgresRoster}. */
    @Override
    public void gone(String id, Instant before) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "DELETE FROM instance WHERE id = :id OR (seen_at < :before AND lease_until = 0)")
                        .bind("id", id)
                        .bind("before", before.toEpochMilli())
                        .execute());
    }

    /**
     * Whether any process runs the bot now.
     *
     * @param since a process that has given no sign of life since then is dead
     */
    public boolean isAnyAlive(Instant since) {
        return database.isRunningBot().orElseGet(() -> isAnySeen(since));
    }

    private boolean isAnySeen(Instant since) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM instance WHERE seen_at >= :since")
                                .bind("since", since.toEpochMilli())
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }
}
