package bot.herald.storage;

import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionRecords;
import bot.herald.subscription.SubscriptionStatus;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The state of every subscription in the database. Safe for concurrent use. */
public final class JdbiSubscriptionRecords implements SubscriptionRecords {
    private final Database database;

    public JdbiSubscriptionRecords(Database database) {
        this.database = database;
    }

    @Override
    public void replace(Map<TwitchUserId, List<SubscriptionStatus>> byBroadcaster) {
        if (!byBroadcaster.isEmpty()) {
            database.jdbi().useTransaction(handle -> {
                delete(handle, byBroadcaster);
                insert(handle, byBroadcaster);
            });
        }
    }

    private static void delete(Handle handle, Map<TwitchUserId, List<SubscriptionStatus>> byBroadcaster) {
        try (PreparedBatch batch = handle.prepareBatch("DELETE FROM subscription_state WHERE twitch_user_id = :user")) {
            byBroadcaster.keySet().forEach(id -> batch.bind("user", id.value()).add());
            batch.execute();
        }
    }

    private static void insert(Handle handle, Map<TwitchUserId, List<SubscriptionStatus>> byBroadcaster) {
        try (PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO subscription_state (twitch_user_id, type, version, state, reason, since, cost)
                VALUES (:user, :type, :version, :state, :reason, :since, :cost)
                """)) {
            byBroadcaster
                    .values()
                    .forEach(all -> all.forEach(
                            one -> batch.bind("user", one.broadcasterId().value())
                                    .bind("type", one.type())
                                    .bind("version", one.version())
                                    .bind("state", one.state().text())
                                    .bind("reason", one.reason())
                                    .bind("since", one.since().toEpochMilli())
                                    .bind("cost", one.cost())
                                    .add()));
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }

    @Override
    public Map<TwitchUserId, List<SubscriptionStatus>> all() {
        return database
                .jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT twitch_user_id, type, version, state, reason, since, cost FROM subscription_state
                        ORDER BY twitch_user_id, type
                        """)
                        .map(JdbiSubscriptionRecords::status)
                        .list())
                .stream()
                .collect(Collectors.groupingBy(SubscriptionStatus::broadcasterId));
    }

    @Override
    public String mark() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT count(*) AS n, sum(since) AS since, sum(cost) AS cost,
                            sum(length(state)) AS state, sum(length(reason)) AS reason FROM subscription_state
                        """)
                        .map((row, context) -> "%d %d %d %d %d"
                                .formatted(
                                        row.getLong("n"),
                                        row.getLong("since"),
                                        row.getLong("cost"),
                                        row.getLong("state"),
                                        row.getLong("reason")))
                        .one());
    }

    @Override
    public void clear() {
        database.jdbi().useTransaction(handle -> handle.execute("DELETE FROM subscription_state"));
    }

    private static SubscriptionStatus status(ResultSet row, StatementContext context) throws SQLException {
        return new SubscriptionStatus(
                new TwitchUserId(row.getString("twitch_user_id")),
                row.getString("type"),
                row.getString("version"),
                SubscriptionState.of(row.getString("state")),
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("since")),
                row.getInt("cost"));
    }
}
