package bot.herald.storage;

import bot.herald.auth.BotReplacements;
import bot.herald.auth.StoredTokenJson;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts that wait to be the bot, in the database, each token sealed. */
public final class JdbiBotReplacements implements BotReplacements {
    private static final Logger log = LoggerFactory.getLogger(JdbiBotReplacements.class);
    private static final String TAKEN =
            " RETURNING id_hash, browser_hash, twitch_user_id, login, display_name, avatar_url,"
                    + " token, scopes, expires_at";

    private final Database database;
    private final Sealer sealer;

    public JdbiBotReplacements(Database database, TokenCipher cipher) {
        this.database = database;
        this.sealer = new Sealer(database, cipher);
    }

    @Override
    public void add(Replacement replacement) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("""
                    INSERT INTO bot_replacement
                        (id_hash, browser_hash, twitch_user_id, login, display_name, avatar_url, token, scopes, expires_at)
                    VALUES (:id, :browser, :user, :login, :name, :avatar, :token, :scopes, :expires)
                    """)
                    .bind("id", replacement.idHash())
                    .bind("browser", replacement.browserHash())
                    .bind("user", replacement.profile().id().value())
                    .bind("login", replacement.profile().login().value())
                    .bind("name", replacement.profile().displayName())
                    .bind("avatar", replacement.profile().avatarUrl())
                    .bind(
                            "token",
                            sealer.seal(
                                    handle,
                                    StoredTokenJson.write(replacement.token()),
                                    SealedColumn.BOT_REPLACEMENT.context(replacement.idHash())))
                    .bind("scopes", Scope.join(replacement.scopes()))
                    .bind("expires", replacement.expiresAt().toEpochMilli())
                    .execute();
        });
    }

    @Override
    public List<Replacement> takeExpired(Instant now) {
        return database
                .jdbi()
                .inTransaction(
                        handle -> handle.createQuery("DELETE FROM bot_replacement WHERE expires_at <= :now" + TAKEN)
                                .bind("now", now.toEpochMilli())
                                .map((row, context) -> opened(row))
                                .list())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Replacement> take(String idHash) {
        return database.jdbi()
                .inTransaction(handle -> handle.createQuery("DELETE FROM bot_replacement WHERE id_hash = :id" + TAKEN)
                        .bind("id", idHash)
                        .map((row, context) -> replacement(row))
                        .findOne());
    }

    private Optional<Replacement> opened(ResultSet row) throws SQLException {
        try {
            return Optional.of(replacement(row));
        } catch (WrongKeyException e) {
            log.warn(
                    "user={} the grant of an account that was to become the bot cannot be decrypted and is dropped",
                    row.getString("twitch_user_id"));
            return Optional.empty();
        }
    }

    private Replacement replacement(ResultSet row) throws SQLException {
        String idHash = row.getString("id_hash");
        return new Replacement(
                idHash,
                row.getString("browser_hash"),
                new TwitchProfile(
                        new TwitchUserId(row.getString("twitch_user_id")),
                        new TwitchLogin(row.getString("login")),
                        row.getString("display_name"),
                        row.getString("avatar_url")),
                StoredTokenJson.read(sealer.open(row.getString("token"), SealedColumn.BOT_REPLACEMENT.context(idHash))),
                Scope.parse(row.getString("scopes")),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }
}
