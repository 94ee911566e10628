package bot.herald.storage;

import bot.herald.chat.Silences;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the bot may not write, in the database. Safe for concurrent use. */
public final class JdbiSilences implements Silences.Store {
    private final Database database;
    private final JdbiInstances instances;

    public JdbiSilences(Database database) {
        this.database = database;
        this.instances = new JdbiInstances(database);
    }

    @Override
    public Map<TwitchUserId, String> all() {
        Map<TwitchUserId, String> all = new HashMap<>();
        database.jdbi()
                .useHandle(handle -> handle.createQuery("SELECT twitch_user_id, reason FROM chat_silence")
                        .map((row, context) ->
                                Map.entry(new TwitchUserId(row.getString("twitch_user_id")), row.getString("reason")))
                        .forEach(entry -> all.put(entry.getKey(), entry.getValue())));
        return all;
    }

    /**
     * Why the bot may not write there; empty if it may, or if no bot is running.
     *
     * @param alive a process that has given no sign of life since then is dead
     */
    public Optional<String> reason(TwitchUserId channel, Instant alive) {
        if (!instances.isAnyAlive(alive)) {
            return Optional.empty();
        }
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("SELECT reason FROM chat_silence WHERE twitch_user_id = :channel")
                                .bind("channel", channel.value())
                                .mapTo(String.class)
                                .findOne());
    }

    @Override
    public void put(TwitchUserId channel, String reason, Instant since) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO chat_silence (twitch_user_id, reason, since) VALUES (:channel, :reason, :since)
                        ON CONFLICT (twitch_user_id) DO UPDATE SET reason = excluded.reason, since = excluded.since
                        """)
                        .bind("channel", channel.value())
                        .bind("reason", reason)
                        .bind("since", since.toEpochMilli())
                        .execute());
    }

    @Override
    public void remove(TwitchUserId channel) {
        database.jdbi()
                .useTransaction(
                        handle -> handle.createUpdate("DELETE FROM chat_silence WHERE twitch_user_id = :channel")
                                .bind("channel", channel.value())
                                .execute());
    }

    @Override
    public void clear() {
        database.jdbi().useTransaction(handle -> handle.execute("DELETE FROM chat_silence"));
    }
}
