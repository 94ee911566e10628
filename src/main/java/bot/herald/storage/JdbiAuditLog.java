package bot.herald.storage;

import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditLog;
import bot.herald.account.AuditTrail;
import bot.herald.identity.TwitchUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit table. */
public final class JdbiAuditLog implements AuditLog, AuditTrail {
    private final Database database;

    public JdbiAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public void write(AuditEntry entry) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO audit (at, action, broadcaster_id, actor_id, subject_id, item, before_edit, after_edit)
                        VALUES (:at, :action, :broadcaster, :actor, :subject, :item, :before, :after)
                        """)
                        .bind("at", entry.at().toEpochMilli())
                        .bind("action", entry.action().text())
                        .bind("broadcaster", entry.broadcaster().value())
                        .bind("actor", entry.actor().map(TwitchUserId::value).orElse(null))
                        .bind(
                                "subject",
                                entry.subject().map(TwitchUserId::value).orElse(null))
                        .bind("item", entry.edit().map(Edit::item).orElse(null))
                        .bind("before", entry.edit().flatMap(Edit::before).orElse(null))
                        .bind("after", entry.edit().flatMap(Edit::after).orElse(null))
                        .execute());
    }

    @Override
    public List<AuditEntry> latest(TwitchUserId broadcaster, int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT at, action, actor_id, subject_id, item, before_edit, after_edit
                        FROM audit WHERE broadcaster_id = :broadcaster ORDER BY at DESC LIMIT :most
                        """)
                        .bind("broadcaster", broadcaster.value())
                        .bind("most", most)
                        .map((row, context) -> entry(row, broadcaster))
                        .list());
    }

    private static AuditEntry entry(ResultSet row, TwitchUserId broadcaster) throws SQLException {
        return new AuditEntry(
                Instant.ofEpochMilli(row.getLong("at")),
                Action.parse(row.getString("action")),
                broadcaster,
                Optional.ofNullable(row.getString("actor_id")).map(TwitchUserId::new),
                Optional.ofNullable(row.getString("subject_id")).map(TwitchUserId::new),
                edit(row));
    }

    private static Optional<Edit> edit(ResultSet row) throws SQLException {
        String item = row.getString("item");
        return item == null
                ? Optional.empty()
                : Optional.of(new Edit(
                        item,
                        Optional.ofNullable(row.getString("before_edit")),
                        Optional.ofNullable(row.getString("after_edit"))));
    }
}
