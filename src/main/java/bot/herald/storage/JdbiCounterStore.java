package bot.herald.storage;

import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterStore;
import bot.herald.identity.TwitchUserId;
import bot.herald.template.CounterStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Counters in the database. */
public final class JdbiCounterStore implements CounterStore {
    /** Counts that were not used for this long are deleted. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Database database;

    public JdbiCounterStore(Database database) {
        this.database = database;
    }

    @Override
    public long step(TwitchUserId broadcasterId, String name, CounterStep wanted) {
        CounterStep step = wanted.within(CommandBook.MOST_COUNTED);
        if (!step.changes()) {
            return database.jdbi()
                    .withHandle(handle -> value(handle, broadcasterId, name))
                    .orElse(0);
        }
        return database.jdbi().inTransaction(handle -> {
            int changed = step.sets()
                    ? update(handle, "UPDATE chat_counter SET value = :number", broadcasterId, name, step.number())
                    : update(
                            handle,
                            "UPDATE chat_counter SET value = CASE WHEN value + :number > " + CommandBook.MOST_COUNTED
                                    + " THEN "
                                    + CommandBook.MOST_COUNTED + " WHEN value + :number < -" + CommandBook.MOST_COUNTED
                                    + " THEN -" + CommandBook.MOST_COUNTED + " ELSE value + :number END",
                            broadcasterId,
                            name,
                            step.number());
            if (changed == 0) {
                insert(handle, broadcasterId, name, step);
            }
            return value(handle, broadcasterId, name).orElse(step.number());
        });
    }

    /** If another process has made it since, the step is taken from its value. */
    private static void insert(Handle handle, TwitchUserId broadcasterId, String name, CounterStep step) {
        handle.createUpdate("INSERT INTO chat_counter (twitch_user_id, name, value) SELECT :user, :name, :number"
                        + " WHERE (SELECT COUNT(*) FROM chat_counter WHERE twitch_user_id = :user) < :most"
                        + " ON CONFLICT (twitch_user_id, name) DO UPDATE SET value = "
                        + (step.sets() ? "excluded.value" : "chat_counter.value + excluded.value"))
                .bind("user", broadcasterId.value())
                .bind("name", name)
                .bind("number", step.number())
                .bind("most", MOST)
                .execute();
    }

    private static int update(Handle handle, String sql, TwitchUserId broadcasterId, String name, long number) {
        return handle.createUpdate(sql + " WHERE twitch_user_id = :user AND name = :name")
                .bind("user", broadcasterId.value())
                .bind("name", name)
                .bind("number", number)
                .execute();
    }

    private static OptionalLong value(Handle handle, TwitchUserId broadcasterId, String name) {
        return handle.createQuery("SELECT value FROM chat_counter WHERE twitch_user_id = :user AND name = :name")
                .bind("user", broadcasterId.value())
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    @Override
    public List<Counter> all(TwitchUserId broadcasterId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT name, value FROM chat_counter WHERE twitch_user_id = :user ORDER BY name")
                        .bind("user", broadcasterId.value())
                        .map((row, context) -> new Counter(row.getString("name"), row.getLong("value")))
                        .list());
    }

    @Override
    public OptionalLong value(TwitchUserId broadcasterId, String name) {
        return database.jdbi().withHandle(handle -> value(handle, broadcasterId, name));
    }

    @Override
    public boolean insert(TwitchUserId broadcasterId, Counter counter) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate("INSERT INTO chat_counter (twitch_user_id, name, value)"
                                        + " VALUES (:user, :name, :value) ON CONFLICT DO NOTHING")
                                .bind("user", broadcasterId.value())
                                .bind("name", counter.name())
                                .bind("value", counter.value())
                                .execute()
                        == 1);
    }

    @Override
    public boolean replace(TwitchUserId broadcasterId, Counter before, Counter after) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate("UPDATE chat_counter SET name = :next, value = :value"
                                        + " WHERE twitch_user_id = :user AND name = :name AND value = :before"
                                        + " AND (:next = :name OR NOT EXISTS (SELECT 1 FROM chat_counter other"
                                        + " WHERE other.twitch_user_id = :user AND other.name = :next))")
                                .bind("user", broadcasterId.value())
                                .bind("name", before.name())
                                .bind("before", before.value())
                                .bind("next", after.name())
                                .bind("value", after.value())
                                .execute()
                        == 1);
    }

    @Override
    public boolean delete(TwitchUserId broadcasterId, String name) {
        return database.jdbi()
                .inTransaction(handle ->
                        handle.createUpdate("DELETE FROM chat_counter WHERE twitch_user_id = :user AND name = :name")
                                        .bind("user", broadcasterId.value())
                                        .bind("name", name)
                                        .execute()
                                == 1);
    }

    @Override
    public List<ViewerCount> viewers(TwitchUserId broadcasterId, int mostOfEach) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT command, viewer_name, uses FROM (
                            SELECT command, viewer_name, uses, ROW_NUMBER() OVER (
                                PARTITION BY command ORDER BY uses DESC, used_at DESC, viewer_id) AS place
                            FROM viewer_count WHERE twitch_user_id = :user) AS placed
                        WHERE place <= :most ORDER BY command, place
                        """)
                        .bind("user", broadcasterId.value())
                        .bind("most", mostOfEach)
                        .map((row, context) -> new ViewerCount(
                                row.getString("command"), row.getString("viewer_name"), row.getLong("uses")))
                        .list());
    }

    @Override
    public int forgetViewers(TwitchUserId broadcasterId, String command) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate(
                                "DELETE FROM viewer_count WHERE twitch_user_id = :user AND command = :command")
                        .bind("user", broadcasterId.value())
                        .bind("command", command)
                        .execute());
    }

    @Override
    public long countFor(TwitchUserId broadcasterId, String command, TwitchUserId viewer, String name, Instant now) {
        return database.jdbi()
                .inTransaction(handle -> handle.createQuery("""
                        INSERT INTO viewer_count (twitch_user_id, command, viewer_id, viewer_name, uses, used_at)
                        VALUES (:user, :command, :viewer, :name, 1, :now)
                        ON CONFLICT (twitch_user_id, command, viewer_id)
                            DO UPDATE SET uses = viewer_count.uses + 1, used_at = excluded.used_at,
                                viewer_name = excluded.viewer_name
                        RETURNING uses
                        """)
                        .bind("user", broadcasterId.value())
                        .bind("command", command)
                        .bind("viewer", viewer.value())
                        .bind("name", name)
                        .bind("now", now.toEpochMilli())
                        .mapTo(Long.class)
                        .one());
    }

    /** Forgets what viewers have not used for ninety days. */
    public void sweep(Instant now) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM viewer_count WHERE used_at < :before")
                        .bind("before", now.minus(KEPT).toEpochMilli())
                        .execute());
    }

    /** Erases everything of the channel, for good. */
    public void purge(TwitchUserId broadcasterId) {
        database.jdbi().useTransaction(handle -> {
            for (String table : new String[] {"chat_counter", "viewer_count"}) {
                handle.createUpdate("DELETE FROM " + table + " WHERE twitch_user_id = :user")
                        .bind("user", broadcasterId.value())
                        .execute();
            }
        });
    }
}
