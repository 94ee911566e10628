package bot.herald.storage;

import bot.herald.feature.command.CommandBook;
import bot.herald.feature.command.CounterStore;
import bot.herald.identity.TwitchUserId;
import bot.herald.template.CounterStep;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Counters in the database. */
public final class JdbiCounterStore implements CounterStore {
    /** What nobody has used for so long is forgotten. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final Database database;

    public JdbiCounterStore(Database database) {
        this.database = database;
    }

    @Override
    public long step(TwitchUserId broadcasterId, String name, CounterStep step) {
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

    /** Another process may have made it meanwhile: then the step is taken from there. */
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
    public long countFor(TwitchUserId broadcasterId, String command, TwitchUserId viewer, Instant now) {
        return database.jdbi()
                .inTransaction(handle -> handle.createQuery("""
                        INSERT INTO viewer_count (twitch_user_id, command, viewer_id, uses, used_at)
                        VALUES (:user, :command, :viewer, 1, :now)
                        ON CONFLICT (twitch_user_id, command, viewer_id)
                            DO UPDATE SET uses = viewer_count.uses + 1, used_at = excluded.used_at
                        RETURNING uses
                        """)
                        .bind("user", broadcasterId.value())
                        .bind("command", command)
                        .bind("viewer", viewer.value())
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
