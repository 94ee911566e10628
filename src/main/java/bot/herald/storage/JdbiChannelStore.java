package bot.herald.storage;

import bot.herald.channel.Channel;
import bot.herald.channel.ChannelStore;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Connected channels in the database. */
public final class JdbiChannelStore implements ChannelStore {
    private static final String SELECT =
            "SELECT twitch_user_id, login, display_name, avatar_url, connected_at FROM channel";

    private final Database database;

    public JdbiChannelStore(Database database) {
        this.database = database;
    }

    @Override
    public List<Channel> all() {
        return database.jdbi()
                .withHandle(handle -> handle.select(SELECT + " ORDER BY login")
                        .map(JdbiChannelStore::channel)
                        .list());
    }

    @Override
    public Optional<Channel> find(TwitchUserId id) {
        return database.jdbi().withHandle(handle -> find(handle, id));
    }

    static Optional<Channel> find(Handle handle, TwitchUserId id) {
        return handle.createQuery(SELECT + " WHERE twitch_user_id = :id")
                .bind("id", id.value())
                .map(JdbiChannelStore::channel)
                .findOne();
    }

    @Override
    public Channel connect(TwitchProfile profile, Instant at) {
        return database.jdbi().inTransaction(handle -> connect(handle, profile, at));
    }

    /** @param handle in the transaction that this is part of */
    static Channel connect(Handle handle, TwitchProfile profile, Instant at) {
        handle.createUpdate("""
                    INSERT INTO channel (twitch_user_id, login, display_name, avatar_url, connected_at)
                    VALUES (:id, :login, :name, :avatar, :at)
                    ON CONFLICT (twitch_user_id) DO UPDATE SET
                        login = excluded.login, display_name = excluded.display_name, avatar_url = excluded.avatar_url
                    """)
                .bind("id", profile.id().value())
                .bind("login", profile.login().value())
                .bind("name", profile.displayName())
                .bind("avatar", profile.avatarUrl())
                .bind("at", at.toEpochMilli())
                .execute();
        return find(handle, profile.id()).orElseThrow();
    }

    @Override
    public void disconnect(TwitchUserId id) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM channel WHERE twitch_user_id = :id")
                        .bind("id", id.value())
                        .execute());
    }

    private static Channel channel(ResultSet row, StatementContext context) throws SQLException {
        return new Channel(
                new TwitchProfile(
                        new TwitchUserId(row.getString("twitch_user_id")),
                        new TwitchLogin(row.getString("login")),
                        row.getString("display_name"),
                        row.getString("avatar_url")),
                Instant.ofEpochMilli(row.getLong("connected_at")));
    }
}
