package bot.herald.storage;

import bot.herald.account.SessionStore;
import bot.herald.account.SessionStore.Session;
import bot.herald.auth.Purpose;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sessions in the database: they survive a restart and are shared by all instances. */
public final class JdbiSessionStore implements SessionStore {
    private static final String SELECT = """
            SELECT s.id, s.form_token, s.purpose, s.device, s.begun_at, s.used_at, s.expires_at,
                p.twitch_user_id, p.login, p.display_name, p.avatar_url
            FROM session s JOIN person p ON p.twitch_user_id = s.twitch_user_id
            """;

    private final Database database;

    public JdbiSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(Session session, int most, Instant now) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("DELETE FROM session WHERE expires_at <= :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
            handle.createUpdate("""
                    DELETE FROM session WHERE id IN (
                        SELECT id FROM session WHERE twitch_user_id = :person
                        ORDER BY used_at DESC, id LIMIT :all OFFSET :most)
                    """)
                    .bind("person", session.person().id().value())
                    .bind("all", Integer.MAX_VALUE)
                    .bind("most", most - 1)
                    .execute();
            handle.createUpdate("""
                    INSERT INTO session
                        (id, twitch_user_id, form_token, purpose, device, begun_at, used_at, expires_at)
                    VALUES (:id, :person, :form, :purpose, :device, :begun, :used, :expires)
                    """)
                    .bind("id", session.id())
                    .bind("person", session.person().id().value())
                    .bind("form", session.formToken().reveal())
                    .bind("purpose", session.purpose().text())
                    .bind("device", session.device())
                    .bind("begun", session.begunAt().toEpochMilli())
                    .bind("used", session.usedAt().toEpochMilli())
                    .bind("expires", session.expiresAt().toEpochMilli())
                    .execute();
        });
    }

    @Override
    public Optional<Session> find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " WHERE s.id = :id")
                        .bind("id", id)
                        .map((row, context) -> session(row))
                        .findOne());
    }

    @Override
    public List<Session> of(TwitchUserId person, Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + """
                         WHERE s.twitch_user_id = :person AND s.expires_at > :now ORDER BY s.used_at DESC, s.id
                        """)
                        .bind("person", person.value())
                        .bind("now", now.toEpochMilli())
                        .map((row, context) -> session(row))
                        .list());
    }

    @Override
    public List<Session> all(Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                SELECT + " WHERE s.expires_at > :now ORDER BY s.used_at DESC, s.id")
                        .bind("now", now.toEpochMilli())
                        .map((row, context) -> session(row))
                        .list());
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString("id"),
                JdbiPersonStore.person(row),
                new Secret(row.getString("form_token")),
                Purpose.of(row.getString("purpose")),
                row.getString("device"),
                Instant.ofEpochMilli(row.getLong("begun_at")),
                Instant.ofEpochMilli(row.getLong("used_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    @Override
    public void used(String id, Instant at) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("UPDATE session SET used_at = :at WHERE id = :id")
                        .bind("id", id)
                        .bind("at", at.toEpochMilli())
                        .execute());
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

    @Override
    public int removeAll(TwitchUserId person, Purpose purpose) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate(
                                "DELETE FROM session WHERE twitch_user_id = :person AND purpose = :purpose")
                        .bind("person", person.value())
                        .bind("purpose", purpose.text())
                        .execute());
    }
}
