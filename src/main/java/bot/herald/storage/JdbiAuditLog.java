package bot.herald.storage;

import bot.herald.account.Actor;
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
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The audit table. */
public final class JdbiAuditLog implements AuditLog, AuditTrail {
    /** Where the id of an account stands otherwise; those are digits. */
    private static final String COMMAND_LINE = "command-line";

    private static final String BOT = "bot";

    private static final Pattern ID = Pattern.compile("([0-9]{1,18})-[0-9a-f]{12}");

    /** How many entries of one moment are told apart on the edge of a page. */
    private static final int SAME_MOMENT = 20;

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
                        .bind("actor", stored(entry.actor()))
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
        return entries(broadcaster, "ORDER BY at DESC LIMIT :most", query -> query.bind("most", most));
    }

    @Override
    public List<AuditEntry> latest(TwitchUserId broadcaster, Set<Action> actions, Optional<String> before, int most) {
        long until = before.map(ID::matcher)
                .filter(Matcher::matches)
                .map(parts -> Long.parseLong(parts.group(1)))
                .orElse(Long.MAX_VALUE);
        // Entries of one moment are told apart by their ids, which only we can make.
        List<AuditEntry> found = entries(
                broadcaster,
                "AND :until >= at AND action IN (<actions>) ORDER BY at DESC, item LIMIT :most",
                query -> query.bind("until", until)
                        .bindList("actions", actions.stream().map(Action::text).toList())
                        .bind("most", most + SAME_MOMENT));
        int from = before.map(
                        id -> 1 + found.stream().map(AuditEntry::id).toList().indexOf(id))
                .orElse(0);
        return found.subList(from, Math.min(found.size(), from + most));
    }

    @Override
    public Optional<AuditEntry> find(TwitchUserId broadcaster, String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long at = Long.parseLong(parts.group(1));
        return entries(broadcaster, "AND at = :at", query -> query.bind("at", at)).stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst();
    }

    @Override
    public Optional<AuditEntry> last(TwitchUserId broadcaster, Action action) {
        return entries(
                        broadcaster,
                        "AND action = :action ORDER BY at DESC LIMIT 1",
                        query -> query.bind("action", action.text()))
                .stream()
                .findFirst();
    }

    private List<AuditEntry> entries(TwitchUserId broadcaster, String rest, UnaryOperator<Query> bound) {
        return database.jdbi()
                .withHandle(
                        handle -> bound.apply(handle.createQuery("""
                        SELECT at, action, actor_id, subject_id, item, before_edit, after_edit
                        FROM audit WHERE broadcaster_id = :broadcaster\s
                        """ + rest).bind("broadcaster", broadcaster.value()))
                                .map((row, context) -> entry(row, broadcaster))
                                .list());
    }

    private static @Nullable String stored(Actor actor) {
        return switch (actor.kind()) {
            case PERSON -> actor.person().orElseThrow().value();
            case COMMAND_LINE -> COMMAND_LINE;
            case BOT -> BOT;
            case TWITCH -> null;
        };
    }

    private static Actor actor(@Nullable String stored) {
        if (stored == null) {
            return Actor.TWITCH;
        }
        return switch (stored) {
            case COMMAND_LINE -> Actor.COMMAND_LINE;
            case BOT -> Actor.BOT;
            default -> Actor.of(new TwitchUserId(stored));
        };
    }

    private static AuditEntry entry(ResultSet row, TwitchUserId broadcaster) throws SQLException {
        return new AuditEntry(
                Instant.ofEpochMilli(row.getLong("at")),
                Action.parse(row.getString("action")),
                broadcaster,
                actor(row.getString("actor_id")),
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
