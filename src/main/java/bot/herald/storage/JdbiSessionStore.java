package bot.herald.storage;

import bot.herald.account.Session;
import bot.herald.account.SessionStore;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sessions in the database: they survive a restart and are shared by all instances. */
public final class JdbiSessionStore implements SessionStore {
    private final Database database;

    public JdbiSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(Session session, Instant now) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("DELETE FROM session WHERE expires_at <= :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
            handle.createUpdate("""
                    INSERT INTO session (id, twitch_user_id, form_token, expires_at)
                    VALUES (:id, :person, :form, :expires)
                    """)
                    .bind("id", session.id())
                    .bind("person", session.person().id().value())
                    .bind("form", session.formToken().reveal())
                    .bind("expires", session.expiresAt().toEpochMilli())
                    .execute();
        });
    }

    @Override
    public Optional<Session> find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT s.id, s.form_token, s.expires_at, p.twitch_user_id, p.login, p.display_name, p.avatar_url
                        FROM session s JOIN person p ON p.twitch_user_id = s.twitch_user_id
                        WHERE s.id = :id
                        """)
                        .bind("id", id)
                        .map((row, context) -> new Session(
                                row.getString("id"),
                                JdbiPersonStore.person(row),
                                new Secret(row.getString("form_token")),
                                Instant.ofEpochMilli(row.getLong("expires_at"))))
                        .findOne());
    }

    @Override
    public Set<TwitchUserId> people(Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("SELECT DISTINCT twitch_user_id FROM session WHERE expires_at > :now")
                        .bind("now", now.toEpochMilli())
                        .map((row, context) -> new TwitchUserId(row.getString("twitch_user_id")))
                        .stream()
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void extend(String id, Instant expiresAt) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("UPDATE session SET expires_at = :expires WHERE id = :id")
                        .bind("id", id)
                        .bind("expires", expiresAt.toEpochMilli())
                        .execute());
    }

    @Override
    public void remove(String id) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM session WHERE id = :id")
                        .bind("id", id)
                        .execute());
    }

    @Override
    public int removeAll(TwitchUserId person) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate("DELETE FROM session WHERE twitch_user_id = :person")
                        .bind("person", person.value())
                        .execute());
    }
}
