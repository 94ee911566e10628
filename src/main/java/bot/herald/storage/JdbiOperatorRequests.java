package bot.herald.storage;

import bot.herald.channel.OperatorRequests;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who has asked the operator, in the database. */
public final class JdbiOperatorRequests implements OperatorRequests {
    private final Database database;

    public JdbiOperatorRequests(Database database) {
        this.database = database;
    }

    @Override
    public boolean ask(TwitchUserId channel, Instant now, Instant earliest) {
        return database.jdbi()
                        .inTransaction(handle -> handle.createUpdate("""
                        INSERT INTO operator_request (twitch_user_id, asked_at) VALUES (:channel, :now)
                        ON CONFLICT (twitch_user_id) DO UPDATE SET asked_at = excluded.asked_at
                        WHERE operator_request.asked_at <= :earliest
                        """)
                                .bind("channel", channel.value())
                                .bind("now", now.toEpochMilli())
                                .bind("earliest", earliest.toEpochMilli())
                                .execute())
                > 0;
    }

    @Override
    public Optional<Instant> askedAt(TwitchUserId channel) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT asked_at FROM operator_request WHERE twitch_user_id = :channel")
                        .bind("channel", channel.value())
                        .mapTo(Long.class)
                        .findOne()
                        .map(Instant::ofEpochMilli));
    }

    @Override
    public Map<TwitchUserId, Instant> all() {
        Map<TwitchUserId, Instant> all = new LinkedHashMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery(
                                "SELECT twitch_user_id, asked_at FROM operator_request ORDER BY asked_at, twitch_user_id")
                        .map((row, context) -> Map.entry(
                                new TwitchUserId(row.getString("twitch_user_id")),
                                Instant.ofEpochMilli(row.getLong("asked_at"))))
                        .forEach(entry -> all.put(entry.getKey(), entry.getValue())));
        return all;
    }

    @Override
    public void done(TwitchUserId channel) {
        database.jdbi()
                .useTransaction(
                        handle -> handle.createUpdate("DELETE FROM operator_request WHERE twitch_user_id = :channel")
                                .bind("channel", channel.value())
                                .execute());
    }
}
