package bot.herald.storage;

import bot.herald.chat.ChatTurns;
import bot.herald.identity.TwitchUserId;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Counts lines in the database, by its clock; a locked row lets one process count at a time. A line counts from when its turn
 * is taken until a whole window after Twitch's answer. Safe for concurrent use.
 */
public final class JdbiChatTurns implements ChatTurns {
    /** Longer than a request to Twitch takes; a line whose process died counts for this much longer. */
    private static final Duration LONGEST_SEND = Duration.ofSeconds(15);

    private static final Duration ASKED_AGAIN = Duration.ofSeconds(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(20);

    private final Database database;
    private final BestEffortQueries queries;

    public JdbiChatTurns(Database database) {
        this.database = database;
        this.queries = new BestEffortQueries(database, "each instance keeps to its share of Twitch's limits for chat");
    }

    /** @param next when the channel may speak again, where lines have to be apart */
    private record Said(int account, int channel, long next) {}

    @Override
    public Turn take(TwitchUserId broadcasterId, Rule rule) {
        return queries.orElse(
                new Turn.Unknown(),
                () -> database.jdbi().inTransaction(handle -> takeAlone(handle, broadcasterId.value(), rule)));
    }

    private Turn takeAlone(Handle handle, String channel, Rule rule) {
        handle.createQuery("SELECT id FROM chat_said WHERE id = 'lock'" + database.forUpdate())
                .setQueryTimeout(BestEffortQueries.SECONDS)
                .mapTo(String.class)
                .one();
        long now = handle.createQuery("SELECT " + database.now())
                .setQueryTimeout(BestEffortQueries.SECONDS)
                .mapTo(Long.class)
                .one();
        Said said = said(handle, channel, now);
        if (!rule.between().isZero() && said.next() > now) {
            return new Turn.NotYet(bounded(Duration.ofMillis(said.next() - now)));
        }
        if (said.account() >= rule.account() || said.channel() >= rule.channel()) {
            return new Turn.NotYet(ASKED_AGAIN);
        }
        String id = UUID.randomUUID().toString();
        handle.createUpdate("INSERT INTO chat_said (id, twitch_user_id, next_at, counts_until)"
                        + " VALUES (:id, :channel, :next, :until)")
                .bind("id", id)
                .bind("channel", channel)
                .bind("next", now + rule.between().plus(LONGEST_SEND).toMillis())
                .bind("until", now + rule.window().plus(LONGEST_SEND).toMillis())
                .setQueryTimeout(BestEffortQueries.SECONDS)
                .execute();
        return new Turn.Taken(id);
    }

    private static Said said(Handle handle, String channel, long now) {
        handle.createUpdate("DELETE FROM chat_said WHERE counts_until <= :now AND id <> 'lock'")
                .bind("now", now)
                .setQueryTimeout(BestEffortQueries.SECONDS)
                .execute();
        return handle.createQuery("""
                        SELECT count(*) AS account,
                            count(CASE WHEN twitch_user_id = :channel THEN 1 END) AS channel,
                            coalesce(max(CASE WHEN twitch_user_id = :channel THEN next_at END), 0) AS next
                        FROM chat_said WHERE id <> 'lock'
                        """)
                .bind("channel", channel)
                .setQueryTimeout(BestEffortQueries.SECONDS)
                .map((row, context) -> new Said(row.getInt("account"), row.getInt("channel"), row.getLong("next")))
                .one();
    }

    private static Duration bounded(Duration wait) {
        if (wait.compareTo(SHORTEST_WAIT) < 0) {
            return SHORTEST_WAIT;
        }
        // While a line is under way nobody knows when it is over.
        return wait.compareTo(ASKED_AGAIN) > 0 ? ASKED_AGAIN : wait;
    }

    @Override
    public void over(Turn.Taken turn, Rule rule) {
        queries.orElse(
                false,
                () -> database.jdbi()
                        .withHandle(handle -> handle.createUpdate("UPDATE chat_said SET next_at = " + database.now()
                                                + " + :between, counts_until = " + database.now()
                                                + " + :window WHERE id = :id")
                                        .bind("between", rule.between().toMillis())
                                        .bind("window", rule.window().toMillis())
                                        .bind("id", turn.id())
                                        .setQueryTimeout(BestEffortQueries.SECONDS)
                                        .execute()
                                == 1));
    }
}
