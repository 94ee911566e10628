package bot.herald.storage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import bot.herald.event.Role;
import bot.herald.feature.command.CommandStore;
import bot.herald.feature.command.Cooldown;
import bot.herald.feature.command.CustomCommand;
import bot.herald.identity.TwitchUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Custom commands in the database. */
public final class JdbiCommandStore implements CommandStore {
    private static final String WHERE = " WHERE twitch_user_id = :user AND name = :name";

    private final Database database;

    public JdbiCommandStore(Database database) {
        this.database = database;
    }

    /** Thrown to undo a transaction; never leaves this class. */
    private static final class Undo extends Exception {
        private static final long serialVersionUID = 1L;
        private final Outcome outcome;

        Undo(Outcome outcome) {
            super(outcome.name(), null, false, false);
            this.outcome = outcome;
        }
    }

    @Override
    public List<CustomCommand> load(TwitchUserId broadcasterId) {
        return database.jdbi()
                .inTransaction(handle -> read(handle, " twitch_user_id = :user", broadcasterId.value())
                        .getOrDefault(broadcasterId, List.of()));
    }

    @Override
    public Map<TwitchUserId, List<CustomCommand>> loadAll() {
        return database.jdbi().inTransaction(handle -> read(handle, " :user = ''", ""));
    }

    /** @param which a condition with {@code :user} */
    private static Map<TwitchUserId, List<CustomCommand>> read(Handle handle, String which, String user) {
        Map<Key, List<String>> aliases = new HashMap<>();
        handle.createQuery("SELECT twitch_user_id, name, word FROM command_word WHERE" + which
                        + " AND position > 0 ORDER BY position")
                .bind("user", user)
                .map((row, context) -> aliases.computeIfAbsent(Key.of(row), key -> new ArrayList<>())
                        .add(row.getString("word")))
                .list();
        return handle.createQuery("SELECT twitch_user_id, name, text, channel_cooldown_seconds, user_cooldown_seconds,"
                        + " role, enabled, uses, version FROM command WHERE" + which + " ORDER BY name")
                .bind("user", user)
                .map((row, context) ->
                        Map.entry(Key.of(row).channel(), command(row, aliases.getOrDefault(Key.of(row), List.of()))))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toUnmodifiableList())));
    }

    private record Key(TwitchUserId channel, String command) {
        private static Key of(ResultSet row) throws SQLException {
            return new Key(new TwitchUserId(row.getString("twitch_user_id")), row.getString("name"));
        }
    }

    private static CustomCommand command(ResultSet row, List<String> aliases) throws SQLException {
        return new CustomCommand(
                row.getString("name"),
                row.getString("text"),
                aliases,
                new Cooldown(row.getInt("channel_cooldown_seconds"), row.getInt("user_cooldown_seconds")),
                Role.parse(row.getString("role")).orElseThrow(),
                row.getInt("enabled") == 1,
                row.getLong("uses"),
                row.getLong("version"));
    }

    @Override
    public Outcome insert(TwitchUserId broadcasterId, CustomCommand command) {
        return undoable(handle -> {
            insertRow(handle, broadcasterId, command);
            insertWords(handle, broadcasterId, command);
            return Outcome.DONE;
        });
    }

    @Override
    public Outcome replace(TwitchUserId broadcasterId, String name, CustomCommand changed) {
        return undoable(handle -> {
            OptionalLong count = deleted(handle, broadcasterId, name, changed.version() - 1);
            if (count.isEmpty()) {
                throw new Undo(Outcome.STALE);
            }
            insertRow(handle, broadcasterId, changed);
            insertWords(handle, broadcasterId, changed);
            // Counted in the meantime, maybe by another process.
            setCount(handle, broadcasterId, changed.name(), count.getAsLong());
            return Outcome.DONE;
        });
    }

    @Override
    public Outcome delete(TwitchUserId broadcasterId, String name, long version) {
        return undoable(handle -> {
            if (deleted(handle, broadcasterId, name, version).isEmpty()) {
                throw new Undo(Outcome.STALE);
            }
            return Outcome.DONE;
        });
    }

    @Override
    public OptionalLong addToCount(TwitchUserId broadcasterId, String name, long by) {
        database.requireAnswer();
        return database.jdbi()
                .inTransaction(handle ->
                        number(handle.createQuery("UPDATE command SET uses = uses + :by" + WHERE + " RETURNING uses")
                                .bind("by", by)
                                .bind("user", broadcasterId.value())
                                .bind("name", name)
                                .mapTo(Long.class)
                                .findOne()
                                .orElse(null)));
    }

    @Override
    public OptionalLong setCount(TwitchUserId broadcasterId, String name, long count) {
        return database.jdbi()
                .inTransaction(handle -> setCount(handle, broadcasterId, name, count) == 1
                        ? OptionalLong.of(count)
                        : OptionalLong.empty());
    }

    @Override
    public void purge(TwitchUserId broadcasterId) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM command WHERE twitch_user_id = :user")
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

    private static void insertRow(Handle handle, TwitchUserId broadcasterId, CustomCommand command) throws Undo {
        int inserted = key(handle.createUpdate("""
                        INSERT INTO command (twitch_user_id, name, text, channel_cooldown_seconds,
                            user_cooldown_seconds, role, enabled, uses, version)
                        VALUES (:user, :name, :text, :channel, :each, :role, :enabled, :uses, :version)
                        ON CONFLICT DO NOTHING
                        """), broadcasterId, command.name())
                .bind("text", command.text())
                .bind("channel", command.cooldown().channelSeconds())
                .bind("each", command.cooldown().userSeconds())
                .bind("role", command.role().text())
                .bind("enabled", command.enabled() ? 1 : 0)
                .bind("uses", command.count())
                .bind("version", command.version())
                .execute();
        if (inserted == 0) {
            throw new Undo(Outcome.WORD_TAKEN);
        }
    }

    private static void insertWords(Handle handle, TwitchUserId broadcasterId, CustomCommand command) throws Undo {
        List<String> words = command.words();
        for (int position = 0; position < words.size(); position++) {
            int inserted = key(handle.createUpdate("""
                            INSERT INTO command_word (twitch_user_id, word, name, position)
                            VALUES (:user, :word, :name, :position) ON CONFLICT DO NOTHING
                            """), broadcasterId, command.name())
                    .bind("word", words.get(position))
                    .bind("position", position)
                    .execute();
            if (inserted == 0) {
                throw new Undo(Outcome.WORD_TAKEN);
            }
        }
    }

    /** @return the count it had; empty if there was none of that version */
    private static OptionalLong deleted(Handle handle, TwitchUserId broadcasterId, String name, long version) {
        return number(key(
                        handle.createQuery("DELETE FROM command" + WHERE + " AND version = :version RETURNING uses"),
                        broadcasterId,
                        name)
                .bind("version", version)
                .mapTo(Long.class)
                .findOne()
                .orElse(null));
    }

    private static int setCount(Handle handle, TwitchUserId broadcasterId, String name, long count) {
        return key(handle.createUpdate("UPDATE command SET uses = :count" + WHERE), broadcasterId, name)
                .bind("count", count)
                .execute();
    }

    private static <S extends SqlStatement<S>> S key(S statement, TwitchUserId broadcasterId, String name) {
        return statement.bind("user", broadcasterId.value()).bind("name", name);
    }

    private static OptionalLong number(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
