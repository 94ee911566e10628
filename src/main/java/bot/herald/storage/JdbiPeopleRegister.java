package bot.herald.storage;

import bot.herald.identity.AccountId;
import bot.herald.identity.AccountName;
import bot.herald.identity.Provider;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Everybody who is stored in the database, and how they are erased from it. */
public final class JdbiPeopleRegister {
    private final Database database;

    public JdbiPeopleRegister(Database database) {
        this.database = database;
    }

    /** People who have logged in, by login: with Twitch, then those who came with Discord alone. */
    public List<StoredPerson> all(Instant now) {
        return database.jdbi().withHandle(handle -> {
            List<StoredPerson> all = new ArrayList<>(read(handle, now, Provider.TWITCH, """
                    SELECT p.twitch_user_id AS id, p.login AS name, p.display_name, p.first_login_at, p.last_login_at,
                        (SELECT COUNT(*) FROM session s
                         WHERE s.twitch_user_id = p.twitch_user_id AND s.expires_at > :now) AS sessions
                    FROM person p ORDER BY p.login, p.twitch_user_id
                    """));
            all.addAll(read(handle, now, Provider.DISCORD, """
                    SELECT a.discord_user_id AS id, a.username AS name, a.display_name, a.first_login_at, a.last_login_at,
                        (SELECT COUNT(*) FROM discord_session s
                         WHERE s.discord_user_id = a.discord_user_id AND s.expires_at > :now) AS sessions
                    FROM discord_account a WHERE a.twitch_user_id IS NULL ORDER BY a.username, a.discord_user_id
                    """));
            return all;
        });
    }

    private static List<StoredPerson> read(Handle handle, Instant now, Provider provider, String query) {
        return handle.createQuery(query)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new StoredPerson(
                        AccountId.of(provider, row.getString("id")),
                        AccountName.of(provider, row.getString("name")),
                        row.getString("display_name"),
                        Instant.ofEpochMilli(row.getLong("first_login_at")),
                        Instant.ofEpochMilli(row.getLong("last_login_at")),
                        row.getInt("sessions")))
                .list();
    }

    /**
     * Erases the person's row, sessions and channels they moderate, and puts a pseudonym in their place in the audit log.
     *
     * @param pseudonym in the place of the user id, so that what one person did can still be seen to be one person's
     * @return how many rows were erased or changed
     */
    public int erase(TwitchUserId person, TwitchUserId pseudonym) {
        int rows = database.jdbi().inTransaction(handle -> {
            int changed = 0;
            for (String sql : List.of(
                    "DELETE FROM session WHERE twitch_user_id = :person",
                    "DELETE FROM managed_channel WHERE person_id = :person",
                    "DELETE FROM moderated_elsewhere WHERE person_id = :person",
                    "DELETE FROM shoutout_turn WHERE target = :person",
                    "DELETE FROM viewer_count WHERE viewer_id = :person",
                    "DELETE FROM last_seen WHERE viewer_id = :person",
                    "DELETE FROM raid_received WHERE raider_id = :person",
                    "DELETE FROM person WHERE twitch_user_id = :person")) {
                changed +=
                        handle.createUpdate(sql).bind("person", person.value()).execute();
            }
            // The pin goes on without naming anybody: a login that is free again must not open the door to whoever
            // takes it.
            changed += handle.createUpdate(
                            "UPDATE pinned_login SET twitch_user_id = :pseudonym WHERE twitch_user_id = :person")
                    .bind("pseudonym", pseudonym.value())
                    .bind("person", person.value())
                    .execute();
            handle.createUpdate("UPDATE audit SET actor_name = NULL WHERE actor_id = :person AND via IS NOT NULL")
                    .bind("person", person.value())
                    .execute();
            return changed
                    + renamed(handle, "actor_id", person, pseudonym)
                    + renamed(handle, "subject_id", person, pseudonym);
        });
        database.forgetDeleted();
        return rows;
    }

    /** Erases what was written down about a channel: who managed it, what they changed, and what the bot did lately. */
    public void forgetChannel(TwitchUserId broadcaster) {
        database.jdbi().useTransaction(handle -> {
            for (String sql : List.of(
                    "DELETE FROM audit WHERE broadcaster_id = :broadcaster",
                    "DELETE FROM managed_channel WHERE broadcaster_id = :broadcaster",
                    "DELETE FROM moderated_elsewhere WHERE broadcaster_id = :broadcaster",
                    "DELETE FROM shoutout_turn WHERE twitch_user_id = :broadcaster",
                    "DELETE FROM discord_telling WHERE link_id IN"
                            + " (SELECT link_id FROM discord_link WHERE twitch_user_id = :broadcaster)",
                    "DELETE FROM discord_webhook WHERE link_id IN"
                            + " (SELECT link_id FROM discord_link WHERE twitch_user_id = :broadcaster)",
                    "DELETE FROM discord_link WHERE twitch_user_id = :broadcaster",
                    "DELETE FROM operator_request WHERE twitch_user_id = :broadcaster",
                    "DELETE FROM chat_silence WHERE twitch_user_id = :broadcaster",
                    "DELETE FROM chat_said WHERE twitch_user_id = :broadcaster")) {
                handle.createUpdate(sql)
                        .bind("broadcaster", broadcaster.value())
                        .execute();
            }
        });
        database.forgetDeleted();
    }

    private static int renamed(Handle handle, String column, TwitchUserId person, TwitchUserId pseudonym) {
        return handle.createUpdate("UPDATE audit SET " + column + " = :pseudonym WHERE " + column + " = :person")
                .bind("pseudonym", pseudonym.value())
                .bind("person", person.value())
                .execute();
    }

    /**
     * Somebody who has logged in, with when.
     *
     * @param sessions browsers that are logged in now
     */
    public record StoredPerson(
            AccountId id,
            AccountName name,
            String displayName,
            Instant firstLoginAt,
            Instant lastLoginAt,
            int sessions) {}
}
