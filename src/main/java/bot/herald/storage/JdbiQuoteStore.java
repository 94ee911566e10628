package bot.herald.storage;

import bot.herald.feature.command.QuoteStore;
import bot.herald.feature.command.QuoteStore.Quote;
import bot.herald.identity.TwitchUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Quotes in the database. */
public final class JdbiQuoteStore implements QuoteStore {
    private static final String SELECT = "SELECT number, text, category, added_by, added_at, version FROM quote";
    private static final String WHERE = " WHERE twitch_user_id = :user AND number = :number";

    private final Database database;

    public JdbiQuoteStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Quote> add(
            TwitchUserId broadcasterId, String text, String category, String addedBy, Instant addedAt, int most) {
        return database.jdbi().inTransaction(handle -> {
            while (true) {
                Size size = size(handle, broadcasterId);
                if (size.quotes() >= most) {
                    return Optional.empty();
                }
                long number = size.highest() + 1;
                // Another instance may have taken the number in between: then the next one is tried.
                if (insert(handle, broadcasterId, new Quote(number, text, category, addedBy, addedAt, 1))) {
                    return find(handle, broadcasterId, number);
                }
            }
        });
    }

    @Override
    public boolean putBack(TwitchUserId broadcasterId, Quote quote) {
        return database.jdbi()
                .inTransaction(
                        handle -> size(handle, broadcasterId).quotes() < MOST && insert(handle, broadcasterId, quote));
    }

    /** Its version begins anew. Whether it was inserted: not if its number is taken. */
    private static boolean insert(Handle handle, TwitchUserId broadcasterId, Quote quote) {
        return handle.createUpdate("""
                        INSERT INTO quote (twitch_user_id, number, text, category, added_by, added_at)
                        VALUES (:user, :number, :text, :category, :by, :at) ON CONFLICT DO NOTHING
                        """)
                        .bind("user", broadcasterId.value())
                        .bind("number", quote.number())
                        .bind("text", quote.text())
                        .bind("category", quote.category())
                        .bind("by", quote.addedBy())
                        .bind("at", quote.addedAt().toEpochMilli())
                        .execute()
                == 1;
    }

    private record Size(long quotes, long highest) {}

    private static Size size(Handle handle, TwitchUserId broadcasterId) {
        return handle.createQuery("""
                SELECT COUNT(*) AS quotes, COALESCE(MAX(number), 0) AS highest FROM quote WHERE twitch_user_id = :user
                """)
                .bind("user", broadcasterId.value())
                .map((row, context) -> new Size(row.getLong("quotes"), row.getLong("highest")))
                .one();
    }

    @Override
    public Optional<Quote> find(TwitchUserId broadcasterId, long number) {
        return database.jdbi().withHandle(handle -> find(handle, broadcasterId, number));
    }

    @Override
    public List<Quote> all(TwitchUserId broadcasterId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " WHERE twitch_user_id = :user ORDER BY number")
                        .bind("user", broadcasterId.value())
                        .map((row, context) -> quote(row))
                        .list());
    }

    @Override
    public List<Long> numbers(TwitchUserId broadcasterId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT number FROM quote WHERE twitch_user_id = :user ORDER BY number")
                        .bind("user", broadcasterId.value())
                        .mapTo(Long.class)
                        .list());
    }

    @Override
    public boolean replace(TwitchUserId broadcasterId, Quote changed) {
        return database.jdbi()
                .inTransaction(handle ->
                        handle.createUpdate("UPDATE quote SET text = :text, category = :category, added_by = :by,"
                                                + " version = :version" + WHERE + " AND version = :version - 1")
                                        .bind("user", broadcasterId.value())
                                        .bind("number", changed.number())
                                        .bind("text", changed.text())
                                        .bind("category", changed.category())
                                        .bind("by", changed.addedBy())
                                        .bind("version", changed.version())
                                        .execute()
                                == 1);
    }

    @Override
    public boolean delete(TwitchUserId broadcasterId, long number) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate("DELETE FROM quote" + WHERE)
                                .bind("user", broadcasterId.value())
                                .bind("number", number)
                                .execute()
                        == 1);
    }

    @Override
    public void purge(TwitchUserId broadcasterId) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM quote WHERE twitch_user_id = :user")
                        .bind("user", broadcasterId.value())
                        .execute());
    }

    private static Optional<Quote> find(Handle handle, TwitchUserId broadcasterId, long number) {
        return handle.createQuery(SELECT + WHERE)
                .bind("user", broadcasterId.value())
                .bind("number", number)
                .map((row, context) -> quote(row))
                .findOne();
    }

    private static Quote quote(ResultSet row) throws SQLException {
        return new Quote(
                row.getLong("number"),
                row.getString("text"),
                row.getString("category"),
                row.getString("added_by"),
                Instant.ofEpochMilli(row.getLong("added_at")),
                row.getLong("version"));
    }
}
