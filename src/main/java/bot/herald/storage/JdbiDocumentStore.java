package bot.herald.storage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.DocumentStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Documents in the database, one row each. */
public final class JdbiDocumentStore implements DocumentStore {
    private static final String WHERE = " WHERE twitch_user_id = :user AND kind = :kind AND name = :name";

    private final Database database;
    private final String select;

    public JdbiDocumentStore(Database database) {
        this(database, "document");
    }

    private JdbiDocumentStore(Database database, String table) {
        this.database = database;
        this.select = "SELECT twitch_user_id, name, content, version, uses FROM " + table + " WHERE kind = :kind";
    }

    /**
     * A database from before there were documents, for reading only.
     *
     * @param withFeatures whether it has at least the settings of features
     */
    static JdbiDocumentStore before(Database database, boolean withFeatures) {
        return new JdbiDocumentStore(
                database,
                withFeatures
                        ? "(SELECT twitch_user_id, 'feature' AS kind, feature AS name, settings AS content, version,"
                                + " 0 AS uses FROM feature_setting) AS document"
                        : "(SELECT '' AS twitch_user_id, '' AS kind, '' AS name, '' AS content, 0 AS version,"
                                + " 0 AS uses) AS document");
    }

    /** Thrown to roll back a transaction; never leaves this class. */
    private static final class Undo extends Exception {
        private static final long serialVersionUID = 1L;
        private final Outcome outcome;

        Undo(Outcome outcome) {
            super(outcome.name(), null, false, false);
            this.outcome = outcome;
        }
    }

    @Override
    public List<Stored> load(String kind, TwitchUserId broadcasterId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(select + " AND twitch_user_id = :user ORDER BY name")
                        .bind("kind", kind)
                        .bind("user", broadcasterId.value())
                        .map(JdbiDocumentStore::stored)
                        .list());
    }

    @Override
    public Map<TwitchUserId, List<Stored>> loadAll(String kind) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(select + " ORDER BY name")
                        .bind("kind", kind)
                        .map((row, context) ->
                                Map.entry(new TwitchUserId(row.getString("twitch_user_id")), stored(row, context)))
                        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toUnmodifiableList()))));
    }

    private static Stored stored(ResultSet row, StatementContext context) throws SQLException {
        return new Stored(row.getString("name"), row.getString("content"), row.getLong("version"), row.getLong("uses"));
    }

    @Override
    public Outcome insert(String kind, TwitchUserId broadcasterId, Stored fresh, List<String> aliases) {
        return undoable(handle -> {
            int inserted = key(handle.createUpdate("""
                            INSERT INTO document (twitch_user_id, kind, name, content, version, uses, used_at)
                            VALUES (:user, :kind, :name, :content, :version, :uses, 0) ON CONFLICT DO NOTHING
                            """), kind, broadcasterId, fresh.name())
                    .bind("content", fresh.content())
                    .bind("version", fresh.version())
                    .bind("uses", fresh.count())
                    .execute();
            if (inserted == 0) {
                throw new Undo(Outcome.WORD_TAKEN);
            }
            insertWords(handle, kind, broadcasterId, fresh.name(), aliases);
            return Outcome.DONE;
        });
    }

    @Override
    public Outcome replace(String kind, TwitchUserId broadcasterId, String name, Stored changed, List<String> aliases) {
        try {
            return undoable(handle -> replaced(handle, kind, broadcasterId, name, changed, aliases));
        } catch (JdbiException e) {
            // Another instance has taken the name since the check.
            if (SqlFailures.isDuplicate(e)) {
                return Outcome.WORD_TAKEN;
            }
            throw e;
        }
    }

    private static Outcome replaced(
            Handle handle, String kind, TwitchUserId broadcasterId, String name, Stored changed, List<String> aliases)
            throws Undo {
        if (!changed.name().equals(name) && exists(handle, kind, broadcasterId, changed.name())) {
            throw new Undo(Outcome.WORD_TAKEN);
        }
        int updated = key(
                        handle.createUpdate(
                                "UPDATE document SET name = :newName, content = :content, version = :version" + WHERE
                                        + " AND version = :version - 1"),
                        kind,
                        broadcasterId,
                        name)
                .bind("newName", changed.name())
                .bind("content", changed.content())
                .bind("version", changed.version())
                .execute();
        if (updated == 0) {
            throw new Undo(Outcome.STALE);
        }
        key(handle.createUpdate("DELETE FROM document_word" + WHERE), kind, broadcasterId, changed.name())
                .execute();
        insertWords(handle, kind, broadcasterId, changed.name(), aliases);
        return Outcome.DONE;
    }

    private static boolean exists(Handle handle, String kind, TwitchUserId broadcasterId, String name) {
        return key(handle.createQuery("SELECT COUNT(*) FROM document" + WHERE), kind, broadcasterId, name)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Names and aliases together, so that no word refers to two documents. */
    private static void insertWords(
            Handle handle, String kind, TwitchUserId broadcasterId, String name, List<String> aliases) throws Undo {
        for (String word : Stream.concat(Stream.of(name), aliases.stream()).toList()) {
            int inserted = key(handle.createUpdate("""
                            INSERT INTO document_word (twitch_user_id, kind, word, name)
                            VALUES (:user, :kind, :word, :name) ON CONFLICT DO NOTHING
                            """), kind, broadcasterId, name)
                    .bind("word", word)
                    .execute();
            if (inserted == 0) {
                throw new Undo(Outcome.WORD_TAKEN);
            }
        }
    }

    @Override
    public Outcome delete(String kind, TwitchUserId broadcasterId, String name, long version) {
        return database.jdbi()
                .inTransaction(handle -> key(
                                                handle.createUpdate(
                                                        "DELETE FROM document" + WHERE + " AND version = :version"),
                                                kind,
                                                broadcasterId,
                                                name)
                                        .bind("version", version)
                                        .execute()
                                == 1
                        ? Outcome.DONE
                        : Outcome.STALE);
    }

    @Override
    public OptionalLong addToCount(String kind, TwitchUserId broadcasterId, String name, long by) {
        database.requireAnswer();
        return count(kind, broadcasterId, name, "uses + :number", by);
    }

    @Override
    public OptionalLong setCount(String kind, TwitchUserId broadcasterId, String name, long count) {
        return count(kind, broadcasterId, name, ":number", count);
    }

    private OptionalLong count(String kind, TwitchUserId broadcasterId, String name, String becomes, long number) {
        return database.jdbi()
                .inTransaction(handle -> key(
                                handle.createQuery("UPDATE document SET uses = " + becomes + WHERE + " RETURNING uses"),
                                kind,
                                broadcasterId,
                                name)
                        .bind("number", number)
                        .mapTo(Long.class)
                        .findOne()
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }

    @Override
    public Use use(String kind, TwitchUserId broadcasterId, String name) {
        return database.jdbi()
                .withHandle(handle -> key(
                                handle.createQuery("SELECT uses, used_at FROM document" + WHERE),
                                kind,
                                broadcasterId,
                                name)
                        .map((row, context) ->
                                new Use(row.getLong("uses"), Instant.ofEpochMilli(row.getLong("used_at"))))
                        .findOne()
                        .orElse(Use.NEVER));
    }

    @Override
    public boolean advance(String kind, TwitchUserId broadcasterId, String name, Use before, Use after) {
        return database.jdbi()
                .inTransaction(handle -> key(
                                        handle.createUpdate("UPDATE document SET uses = :uses, used_at = :at" + WHERE
                                                + " AND uses = :before AND used_at = :last"),
                                        kind,
                                        broadcasterId,
                                        name)
                                .bind("uses", after.count())
                                .bind("at", after.lastAt().toEpochMilli())
                                .bind("before", before.count())
                                .bind("last", before.lastAt().toEpochMilli())
                                .execute()
                        == 1);
    }

    @Override
    public void purge(TwitchUserId broadcasterId) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM document WHERE twitch_user_id = :user")
                        .bind("user", broadcasterId.value())
                        .execute());
    }

    private Outcome undoable(HandleCallback<Outcome, Undo> work) {
        try {
            return database.jdbi().inTransaction(work);
        } catch (Undo e) {
            return e.outcome;
        }
    }

    private static <S extends SqlStatement<S>> S key(
            S statement, String kind, TwitchUserId broadcasterId, String name) {
        return statement.bind("user", broadcasterId.value()).bind("kind", kind).bind("name", name);
    }
}
