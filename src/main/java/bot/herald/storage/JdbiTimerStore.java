package bot.herald.storage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import bot.herald.feature.timer.ChatTimer;
import bot.herald.feature.timer.TimerState;
import bot.herald.feature.timer.TimerStore;
import bot.herald.identity.TwitchUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Timers in the database. */
public final class JdbiTimerStore implements TimerStore {
    private static final String WHERE = " WHERE twitch_user_id = :user AND name = :name";

    private static final String SELECT =
            "SELECT twitch_user_id, name, messages, interval_minutes, minimum_chat_lines, enabled, version FROM timer";

    private final Database database;

    public JdbiTimerStore(Database database) {
        this.database = database;
    }

    @Override
    public List<ChatTimer> load(TwitchUserId broadcasterId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " WHERE twitch_user_id = :user ORDER BY name")
                        .bind("user", broadcasterId.value())
                        .map(JdbiTimerStore::timer)
                        .list());
    }

    @Override
    public Map<TwitchUserId, List<ChatTimer>> loadAll() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " ORDER BY name")
                        .map((row, context) ->
                                Map.entry(new TwitchUserId(row.getString("twitch_user_id")), timer(row, context)))
                        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toUnmodifiableList()))));
    }

    private static ChatTimer timer(ResultSet row, StatementContext context) throws SQLException {
        return new ChatTimer(
                row.getString("name"),
                row.getString("messages").lines().toList(),
                row.getInt("interval_minutes"),
                row.getInt("minimum_chat_lines"),
                row.getInt("enabled") == 1,
                row.getLong("version"));
    }

    @Override
    public Outcome insert(TwitchUserId broadcasterId, ChatTimer timer) {
        return database.jdbi()
                .inTransaction(handle ->
                        bound(handle.createUpdate("""
                        INSERT INTO timer (twitch_user_id, name, messages, interval_minutes, minimum_chat_lines,
                            enabled, next_index, last_sent_at, version)
                        VALUES (:user, :newName, :messages, :interval, :lines, :enabled, 0, 0, :version)
                        ON CONFLICT DO NOTHING
                        """), broadcasterId, timer).execute() == 1
                                ? Outcome.DONE
                                : Outcome.NAME_TAKEN);
    }

    @Override
    public Outcome replace(TwitchUserId broadcasterId, String name, ChatTimer changed) {
        try {
            return replaced(broadcasterId, name, changed);
        } catch (JdbiException e) {
            // Another instance took the name since it was looked at.
            if (SqlFailures.isDuplicate(e)) {
                return Outcome.NAME_TAKEN;
            }
            throw e;
        }
    }

    private Outcome replaced(TwitchUserId broadcasterId, String name, ChatTimer changed) {
        return database.jdbi().inTransaction(handle -> {
            if (!changed.name().equals(name) && exists(handle, broadcasterId, changed.name())) {
                return Outcome.NAME_TAKEN;
            }
            int updated = bound(handle.createUpdate("""
                            UPDATE timer SET name = :newName, messages = :messages, interval_minutes = :interval,
                                minimum_chat_lines = :lines, enabled = :enabled, version = :version
                            WHERE twitch_user_id = :user AND name = :name AND version = :version - 1
                            """), broadcasterId, changed)
                    .bind("name", name)
                    .execute();
            return updated == 1 ? Outcome.DONE : Outcome.STALE;
        });
    }

    @Override
    public Outcome delete(TwitchUserId broadcasterId, String name, long version) {
        return database.jdbi()
                .inTransaction(handle -> key(
                                                handle.createUpdate(
                                                        "DELETE FROM timer" + WHERE + " AND version = :version"),
                                                broadcasterId,
                                                name)
                                        .bind("version", version)
                                        .execute()
                                == 1
                        ? Outcome.DONE
                        : Outcome.STALE);
    }

    @Override
    public TimerState state(TwitchUserId broadcasterId, String name) {
        return database.jdbi()
                .withHandle(handle -> key(
                                handle.createQuery("SELECT next_index, last_sent_at FROM timer" + WHERE),
                                broadcasterId,
                                name)
                        .map((row, context) -> new TimerState(
                                row.getInt("next_index"), Instant.ofEpochMilli(row.getLong("last_sent_at"))))
                        .findOne()
                        .orElse(TimerState.NEW));
    }

    @Override
    public boolean advance(TwitchUserId broadcasterId, String name, TimerState before, TimerState after) {
        return database.jdbi()
                .inTransaction(handle -> key(
                                        handle.createUpdate("UPDATE timer SET next_index = :next, last_sent_at = :at"
                                                + WHERE + " AND next_index = :index AND last_sent_at = :last"),
                                        broadcasterId,
                                        name)
                                .bind("next", after.nextIndex())
                                .bind("at", after.lastSentAt().toEpochMilli())
                                .bind("index", before.nextIndex())
                                .bind("last", before.lastSentAt().toEpochMilli())
                                .execute()
                        == 1);
    }

    @Override
    public void purge(TwitchUserId broadcasterId) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM timer WHERE twitch_user_id = :user")
                        .bind("user", broadcasterId.value())
                        .execute());
    }

    private static boolean exists(Handle handle, TwitchUserId broadcasterId, String name) {
        return key(handle.createQuery("SELECT COUNT(*) FROM timer" + WHERE), broadcasterId, name)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static <S extends SqlStatement<S>> S key(S statement, TwitchUserId broadcasterId, String name) {
        return statement.bind("user", broadcasterId.value()).bind("name", name);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, TwitchUserId broadcasterId, ChatTimer timer) {
        return statement
                .bind("user", broadcasterId.value())
                .bind("newName", timer.name())
                .bind("messages", String.join("\n", timer.messages()))
                .bind("interval", timer.intervalMinutes())
                .bind("lines", timer.minimumChatLines())
                .bind("enabled", timer.enabled() ? 1 : 0)
                .bind("version", timer.version());
    }
}
