package bot.herald.storage;

import bot.herald.auth.AuthorizationRequest.OtherBot;
import bot.herald.auth.PendingAuthorizations;
import bot.herald.auth.PendingAuthorizations.PendingAuthorization;
import bot.herald.auth.Purpose;
import bot.herald.identity.Provider;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Authorisations on their way, in the database: they survive a restart and are shared by all instances. */
public final class JdbiPendingAuthorizations implements PendingAuthorizations {
    /** Many strangers together could begin as often as they like; the table stays small all the same. */
    private static final int MOST = 10_000;

    private final Database database;

    public JdbiPendingAuthorizations(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(PendingAuthorization pending, Instant now) {
        return database.jdbi().inTransaction(handle -> {
            handle.createUpdate("DELETE FROM pending_authorization WHERE expires_at <= :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
            return handle.createUpdate("""
                    INSERT INTO pending_authorization
                        (state_hash, provider, purpose, account_id, place, page, browser_hash, expires_at)
                    SELECT :state, :provider, :purpose, :account, :place, :page, :browser, :expires
                    WHERE (SELECT COUNT(*) FROM pending_authorization) < :most
                    """)
                            .bind("most", MOST)
                            .bind("state", pending.stateHash())
                            .bind("provider", pending.provider().text())
                            .bind("purpose", pending.purpose().text())
                            .bindByType(
                                    "account",
                                    pending.expected().map(TwitchUserId::value).orElse(null),
                                    String.class)
                            .bind("place", pending.otherBot().name().toLowerCase(Locale.ROOT))
                            .bind("page", pending.page())
                            .bind("browser", pending.browserHash())
                            .bind("expires", pending.expiresAt().toEpochMilli())
                            .execute()
                    > 0;
        });
    }

    @Override
    public Optional<PendingAuthorization> take(String stateHash) {
        return database.jdbi()
                .inTransaction(handle -> handle.createQuery("""
                DELETE FROM pending_authorization WHERE state_hash = :state
                RETURNING state_hash, provider, purpose, account_id, place, page, browser_hash, expires_at
                """)
                        .bind("state", stateHash)
                        .map((row, context) -> new PendingAuthorization(
                                row.getString("state_hash"),
                                Provider.of(row.getString("provider")),
                                Purpose.of(row.getString("purpose")),
                                Optional.ofNullable(row.getString("account_id")).map(TwitchUserId::new),
                                OtherBot.valueOf(row.getString("place").toUpperCase(Locale.ROOT)),
                                row.getString("page"),
                                row.getString("browser_hash"),
                                Instant.ofEpochMilli(row.getLong("expires_at"))))
                        .findOne());
    }
}
