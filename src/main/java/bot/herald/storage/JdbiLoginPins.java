package bot.herald.storage;

import bot.herald.account.NamedAccounts.LoginPins;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;

/** Which account a login in the configuration stands for, in the database. */
public final class JdbiLoginPins implements LoginPins {
    private final Database database;
    private final Clock clock;

    public JdbiLoginPins(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public TwitchUserId holder(TwitchLogin login, TwitchUserId claimant) {
        return database.jdbi().inTransaction(handle -> {
            // Who was known by it before logins were pinned proved it first.
            handle.createUpdate("""
                    INSERT INTO pinned_login (login, twitch_user_id, pinned_at)
                    VALUES (
                        :login,
                        COALESCE(
                            (SELECT twitch_user_id FROM person WHERE login = :login
                             ORDER BY first_login_at, twitch_user_id LIMIT 1),
                            :id),
                        :at)
                    ON CONFLICT (login) DO NOTHING
                    """)
                    .bind("login", login.value())
                    .bind("id", claimant.value())
                    .bind("at", clock.millis())
                    .execute();
            return handle.select("SELECT twitch_user_id FROM pinned_login WHERE login = ?", login.value())
                    .map((row, context) -> new TwitchUserId(row.getString("twitch_user_id")))
                    .one();
        });
    }
}
