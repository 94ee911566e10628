package bot.herald.storage;

import bot.herald.account.AuditEntry;
import bot.herald.account.AuditLog;
import bot.herald.identity.TwitchUserId;

/** The audit table. */
public final class JdbiAuditLog implements AuditLog {
    private final Database database;

    public JdbiAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public void write(AuditEntry entry) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO audit (at, action, broadcaster_id, actor_id, subject_id)
                        VALUES (:at, :action, :broadcaster, :actor, :subject)
                        """)
                        .bind("at", entry.at().toEpochMilli())
                        .bind("action", entry.action().text())
                        .bind("broadcaster", entry.broadcaster().value())
                        .bind("actor", entry.actor().map(TwitchUserId::value).orElse(null))
                        .bind(
                                "subject",
                                entry.subject().map(TwitchUserId::value).orElse(null))
                        .execute());
    }
}
