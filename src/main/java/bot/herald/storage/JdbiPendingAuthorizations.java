package bot.herald.storage;

import bot.herald.auth.PendingAuthorization;
import bot.herald.auth.PendingAuthorizations;
import bot.herald.auth.Purpose;
import java.time.Instant;
import java.util.Optional;

/** Authorisations on their way, in the database: they survive a restart and are shared by all instances. */
public final class JdbiPendingAuthorizations implements PendingAuthorizations {
    /** Strangers can begin as often as they like; the oldest make room, so the table stays small. */
    private static final int MOST = 10_000;

    private final Database database;

    public JdbiPendingAuthorizations(Database database) {
        this.database = database;
    }

    @Override
    public void add(PendingAuthorization pending, Instant now) {
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("DELETE FROM pending_authorization WHERE expires_at <= :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
            handle.createUpdate("""
                    DELETE FROM pending_authorization WHERE state_hash IN (
                        SELECT state_hash FROM pending_authorization ORDER BY expires_at DESC LIMIT :all OFFSET :most)
                    """)
                    .bind("all", Integer.MAX_VALUE)
                    .bind("most", MOST - 1)
                    .execute();
            handle.createUpdate("""
                    INSERT INTO pending_authorization (state_hash, purpose, browser_hash, expires_at)
                    VALUES (:state, :purpose, :browser, :expires)
                    """)
                    .bind("state", pending.stateHash())
                    .bind("purpose", pending.purpose().text())
                    .bind("browser", pending.browserHash())
                    .bind("expires", pending.expiresAt().toEpochMilli())
                    .execute();
        });
    }

    @Override
    public Optional<PendingAuthorization> take(String stateHash) {
        return database.jdbi()
                .inTransaction(handle -> handle.createQuery("""
                DELETE FROM pending_authorization WHERE state_hash = :state
                RETURNING state_hash, purpose, browser_hash, expires_at
                """)
                        .bind("state", stateHash)
                        .map((row, context) -> new PendingAuthorization(
                                row.getString("state_hash"),
                                Purpose.of(row.getString("purpose")),
                                row.getString("browser_hash"),
                                Instant.ofEpochMilli(row.getLong("expires_at"))))
                        .findOne());
    }
}
