package bot.herald.storage;

import bot.herald.account.DiscordAccounts;
import bot.herald.account.Guest;
import bot.herald.identity.DiscordName;
import bot.herald.identity.DiscordProfile;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/** Discord accounts and their sessions, in the database. */
public final class JdbiDiscordAccounts implements DiscordAccounts {
    private static final String SELECT =
            "SELECT a.discord_user_id, a.username, a.display_name, a.avatar_url, a.twitch_user_id FROM discord_account a";

    private static final String SESSIONS = """
            SELECT s.id, s.form_token, s.device, s.begun_at, s.used_at, s.expires_at,
                a.discord_user_id, a.username, a.display_name, a.avatar_url, a.twitch_user_id
            FROM discord_session s JOIN discord_account a ON a.discord_user_id = s.discord_user_id
            """;

    private final Database database;

    public JdbiDiscordAccounts(Database database) {
        this.database = database;
    }

    @Override
    public void loggedIn(DiscordProfile profile, Instant at) {
        database.jdbi()
                .useTransaction(handle -> named(handle.createUpdate("""
                        INSERT INTO discord_account
                            (discord_user_id, username, display_name, avatar_url, first_login_at, last_login_at)
                        VALUES (:id, :username, :name, :avatar, :at, :at)
                        ON CONFLICT (discord_user_id) DO UPDATE SET
                            username = excluded.username, display_name = excluded.display_name,
                            avatar_url = excluded.avatar_url, last_login_at = excluded.last_login_at
                        """), profile)
                        .bind("at", at.toEpochMilli())
                        .execute());
    }

    @Override
    public void renamed(DiscordProfile profile) {
        database.jdbi()
                .useTransaction(
                        handle -> named(handle.createUpdate("""
                        UPDATE discord_account SET username = :username, display_name = :name, avatar_url = :avatar
                        WHERE discord_user_id = :id
                        """), profile).execute());
    }

    private static Update named(Update update, DiscordProfile profile) {
        return update.bind("id", profile.id().value())
                .bind("username", profile.username().value())
                .bind("name", profile.displayName())
                .bind("avatar", profile.avatarUrl());
    }

    @Override
    public Optional<DiscordAccount> find(DiscordUserId id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " WHERE a.discord_user_id = :id")
                        .bind("id", id.value())
                        .map((row, context) -> account(row))
                        .findOne());
    }

    @Override
    public Optional<DiscordAccount> of(TwitchUserId person) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " WHERE a.twitch_user_id = :person")
                        .bind("person", person.value())
                        .map((row, context) -> account(row))
                        .findOne());
    }

    @Override
    public boolean link(DiscordUserId account, TwitchUserId person) {
        return database.jdbi()
                .inTransaction(handle -> handle.createUpdate("""
                        UPDATE discord_account SET twitch_user_id = :person
                        WHERE discord_user_id = :id AND (twitch_user_id IS NULL OR twitch_user_id = :person)
                            AND NOT EXISTS (SELECT 1 FROM discord_account other
                                WHERE other.twitch_user_id = :person AND other.discord_user_id <> :id)
                        """)
                                .bind("person", person.value())
                                .bind("id", account.value())
                                .execute()
                        == 1);
    }

    @Override
    public void erase(DiscordUserId account) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM discord_account WHERE discord_user_id = :id")
                        .bind("id", account.value())
                        .execute());
        database.forgetDeleted();
    }

    @Override
    public void begin(Guest guest, int most, Instant now) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("DELETE FROM discord_session WHERE expires_at <= :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
            handle.createUpdate("""
                    DELETE FROM discord_session WHERE id IN (
                        SELECT id FROM discord_session WHERE discord_user_id = :account
                        ORDER BY used_at DESC, id LIMIT :all OFFSET :most)
                    """)
                    .bind("account", guest.account().id().value())
                    .bind("all", Integer.MAX_VALUE)
                    .bind("most", most - 1)
                    .execute();
            handle.createUpdate("""
                    INSERT INTO discord_session
                        (id, discord_user_id, form_token, device, begun_at, used_at, expires_at)
                    VALUES (:id, :account, :form, :device, :begun, :used, :expires)
                    """)
                    .bind("id", guest.id())
                    .bind("account", guest.account().id().value())
                    .bind("form", guest.formToken().reveal())
                    .bind("device", guest.device())
                    .bind("begun", guest.begunAt().toEpochMilli())
                    .bind("used", guest.usedAt().toEpochMilli())
                    .bind("expires", guest.expiresAt().toEpochMilli())
                    .execute();
        });
    }

    @Override
    public Optional<Guest> session(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SESSIONS + " WHERE s.id = :id")
                        .bind("id", id)
                        .map((row, context) -> guest(row))
                        .findOne());
    }

    @Override
    public List<Guest> sessions(Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                SESSIONS + " WHERE s.expires_at > :now ORDER BY s.used_at DESC, s.id")
                        .bind("now", now.toEpochMilli())
                        .map((row, context) -> guest(row))
                        .list());
    }

    @Override
    public List<Guest> sessionsOf(DiscordUserId account, Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SESSIONS + """
                         WHERE s.discord_user_id = :account AND s.expires_at > :now ORDER BY s.used_at DESC, s.id
                        """)
                        .bind("account", account.value())
                        .bind("now", now.toEpochMilli())
                        .map((row, context) -> guest(row))
                        .list());
    }

    private static Guest guest(ResultSet row) throws SQLException {
        return new Guest(
                row.getString("id"),
                account(row),
                new Secret(row.getString("form_token")),
                row.getString("device"),
                Instant.ofEpochMilli(row.getLong("begun_at")),
                Instant.ofEpochMilli(row.getLong("used_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    @Override
    public void used(Guest guest, Instant at) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("UPDATE discord_session SET used_at = :at WHERE id = :id")
                        .bind("id", guest.id())
                        .bind("at", at.toEpochMilli())
                        .execute());
    }

    @Override
    public void end(Guest guest) {
        remove("id", guest.id());
    }

    @Override
    public void endAll(DiscordUserId account) {
        remove("discord_user_id", account.value());
    }

    private void remove(String column, String value) {
        database.jdbi()
                .useTransaction(
                        handle -> handle.createUpdate("DELETE FROM discord_session WHERE " + column + " = :value")
                                .bind("value", value)
                                .execute());
    }

    private static DiscordAccount account(ResultSet row) throws SQLException {
        return new DiscordAccount(
                new DiscordProfile(
                        new DiscordUserId(row.getString("discord_user_id")),
                        new DiscordName(row.getString("username")),
                        row.getString("display_name"),
                        row.getString("avatar_url")),
                Optional.ofNullable(row.getString("twitch_user_id")).map(TwitchUserId::new));
    }
}
