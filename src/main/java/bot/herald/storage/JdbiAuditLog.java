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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The audit table. */
public final class JdbiAuditLog implements AuditLog, AuditTrail {
    /** Where the id of an account stands otherwise; those are digits. */
    private static final String COMMAND_LINE = "command-line";

    private static final String BOT = "bot";

    /** What stands in the column {@code via}. */
    private static final String CHAT = "chat";

    /** The {@link Actor.Kind} of a row. */
    private static final String KIND = "CASE WHEN via = '" + CHAT + "' THEN 'CHAT' WHEN actor_id IS NULL THEN 'TWITCH'"
            + " WHEN actor_id = '" + COMMAND_LINE + "' THEN 'COMMAND_LINE' WHEN actor_id = '" + BOT + "' THEN 'BOT'"
            + " ELSE 'PERSON' END";

    /** How many entries of the same millisecond are told apart at the edge of a page. */
    private static final int SAME_MOMENT = 20;

    private final Database database;

    public JdbiAuditLog(Database database) {
        this.database = database;
    }

    @Override
    public void write(AuditEntry entry) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO audit (at, action, broadcaster_id, actor_id, subject_id, item, before_edit, after_edit,
                            via, actor_name, undoes)
                        VALUES (:at, :action, :broadcaster, :actor, :subject, :item, :before, :after, :via, :name, :undoes)
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
                        .bind("via", entry.actor().kind() == Actor.Kind.CHAT ? CHAT : null)
                        .bind(
                                "name",
                                entry.actor().name().isEmpty()
                                        ? null
                                        : entry.actor().name())
                        .bind("undoes", entry.undoes().orElse(null))
                        .execute());
    }

    @Override
    public List<AuditEntry> latest(TwitchUserId broadcaster, int most) {
        return entries(broadcaster, "ORDER BY at DESC LIMIT :most", query -> query.bind("most", most));
    }

    @Override
    public List<AuditEntry> latest(TwitchUserId broadcaster, Wanted wanted, Optional<String> before, int most) {
        long until =
                before.flatMap(AuditEntry::timeOf).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        // Entries of the same millisecond are told apart by their ids, which the database does not know.
        List<AuditEntry> found = entries(
                broadcaster,
                "AND :until >= at AND action IN (<actions>) AND " + KIND + " IN (<kinds>)"
                        + (wanted.only().isEmpty() ? "" : " AND item = :only")
                        + (wanted.without().isEmpty()
                                ? ""
                                : " AND NOT (action = '" + Action.FEATURE_ACTED.text()
                                        + "' AND COALESCE(item, '') = :without)")
                        + " ORDER BY at DESC, item LIMIT :most",
                query -> query.bind("until", until)
                        .bindList(
                                "actions",
                                wanted.actions().stream().map(Action::text).toList())
                        .bindList("kinds", wanted.by().stream().map(Enum::name).toList())
                        .bindMap(Map.of("only", wanted.only(), "without", wanted.without()))
                        .bind("most", most + SAME_MOMENT));
        int from = before.map(
                        id -> 1 + found.stream().map(AuditEntry::id).toList().indexOf(id))
                .orElse(0);
        return found.subList(from, Math.min(found.size(), from + most));
    }

    @Override
    public Map<String, AuditEntry> undone(TwitchUserId broadcaster, Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : entries(broadcaster, "AND undoes IN (<ids>)", query -> query.bindList("ids", List.copyOf(ids)))
                        .stream()
                        .collect(Collectors.toMap(
                                entry -> entry.undoes().orElseThrow(), entry -> entry, (one, other) -> one));
    }

    @Override
    public Optional<AuditEntry> find(TwitchUserId broadcaster, String id) {
        return AuditEntry.timeOf(id)
                .flatMap(at ->
                        entries(broadcaster, "AND at = :at", query -> query.bind("at", at.toEpochMilli())).stream()
                                .filter(entry -> entry.id().equals(id))
                                .findFirst());
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
                        SELECT at, action, actor_id, subject_id, item, before_edit, after_edit, via, actor_name, undoes
                        FROM audit WHERE broadcaster_id = :broadcaster\s
                        """ + rest).bind("broadcaster", broadcaster.value()))
                                .map((row, context) -> entry(row, broadcaster))
                                .list());
    }

    private static @Nullable String stored(Actor actor) {
        return switch (actor.kind()) {
            case PERSON, CHAT -> actor.person().orElseThrow().value();
            case COMMAND_LINE -> COMMAND_LINE;
            case BOT -> BOT;
            case TWITCH -> null;
        };
    }

    private static Actor actor(@Nullable String stored, @Nullable String via, @Nullable String name) {
        if (stored == null) {
            return Actor.TWITCH;
        }
        if (CHAT.equals(via)) {
            return Actor.inChat(new TwitchUserId(stored), name == null ? "" : name);
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
                actor(row.getString("actor_id"), row.getString("via"), row.getString("actor_name")),
                Optional.ofNullable(row.getString("subject_id")).map(TwitchUserId::new),
                edit(row),
                Optional.ofNullable(row.getString("undoes")));
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
