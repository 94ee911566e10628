package bot.herald.storage;

import bot.herald.account.Person;
import bot.herald.account.PersonStore;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** People who have logged in, in the database. */
public final class JdbiPersonStore implements PersonStore {
    private final Database database;

    public JdbiPersonStore(Database database) {
        this.database = database;
    }

    @Override
    public void loggedIn(TwitchProfile profile, Instant at) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO person
                            (twitch_user_id, login, display_name, avatar_url, first_login_at, last_login_at)
                        VALUES (:id, :login, :name, :avatar, :at, :at)
                        ON CONFLICT (twitch_user_id) DO UPDATE SET
                            login = excluded.login, display_name = excluded.display_name,
                            avatar_url = excluded.avatar_url, last_login_at = excluded.last_login_at
                        """)
                        .bind("id", profile.id().value())
                        .bind("login", profile.login().value())
                        .bind("name", profile.displayName())
                        .bind("avatar", profile.avatarUrl())
                        .bind("at", at.toEpochMilli())
                        .execute());
    }

    @Override
    public void renamed(TwitchUserId id, TwitchLogin login, String displayName) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "UPDATE person SET login = :login, display_name = :name WHERE twitch_user_id = :id")
                        .bind("id", id.value())
                        .bind("login", login.value())
                        .bind("name", displayName)
                        .execute());
    }

    @Override
    public Optional<Person> find(TwitchUserId id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT twitch_user_id, login, display_name, avatar_url FROM person WHERE twitch_user_id = :id
                        """)
                        .bind("id", id.value())
                        .map((row, context) -> person(row))
                        .findOne());
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(new TwitchProfile(
                new TwitchUserId(row.getString("twitch_user_id")),
                new TwitchLogin(row.getString("login")),
                row.getString("display_name"),
                row.getString("avatar_url")));
    }
}
