package bot.herald.storage;

import bot.herald.discord.Link.Kind;
import bot.herald.discord.Telling;
import bot.herald.discord.Telling.Other;
import bot.herald.discord.Telling.State;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** What is told on Discord, in the database. */
public final class JdbiTellings implements Telling.Store {
    private static final RowMapper<Telling> TELLING = (row, context) -> new Telling(
            row.getString("link_id"),
            row.getString("occasion"),
            Kind.of(row.getString("kind")).orElseThrow(),
            State.of(row.getString("state")),
            row.getString("message_id"),
            row.getString("title"),
            row.getString("category"),
            new Other(row.getString("other_login"), row.getString("other_name"), row.getInt("viewers")),
            Instant.ofEpochMilli(row.getLong("began_at")),
            Instant.ofEpochMilli(row.getLong("ended_at")),
            row.getInt("end_heard") == 1,
            Instant.ofEpochMilli(row.getLong("claimed_at")));

    private static final String RUNNING = " WHERE kind = 'live' AND ended_at = 0 AND state <> 'given-up' AND link_id IN"
            + " (SELECT link_id FROM discord_link WHERE twitch_user_id = :broadcaster)";
    private static final String ONE = " WHERE link_id = :link AND occasion = :occasion";

    private final Database database;

    public JdbiTellings(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Telling telling) {
        return database.jdbi()
                        .inTransaction(handle -> handle.createUpdate("""
                                INSERT INTO discord_telling (link_id, occasion, kind, state, message_id, title, category, other_login,
                                  other_name, viewers, began_at, ended_at, claimed_at, stale, next_at)
                                VALUES (:link, :occasion, :kind, 'due', '', :title, :category, :login, :name, :viewers, :began, 0, 0,
                                  0, 0)
                                ON CONFLICT DO NOTHING
                                """)
                                .bind("link", telling.linkId())
                                .bind("occasion", telling.occasion())
                                .bind("kind", telling.kind().text())
                                .bind("title", telling.title())
                                .bind("category", telling.category())
                                .bind("login", telling.other().login())
                                .bind("name", telling.other().name())
                                .bind("viewers", telling.other().viewers())
                                .bind("began", telling.began().toEpochMilli())
                                .execute())
                == 1;
    }

    @Override
    public Optional<Telling> lastStream(String linkId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM discord_telling WHERE link_id = :link"
                                + " AND kind = 'live' ORDER BY began_at DESC LIMIT 1")
                        .bind("link", linkId)
                        .map(TELLING)
                        .findOne());
    }

    @Override
    public void reopen(Telling telling) {
        update("UPDATE discord_telling SET ended_at = 0, stale = 1, next_at = 0" + ONE + " AND ended_at > 0", telling);
    }

    @Override
    public void ended(TwitchUserId broadcaster, Instant at, Instant tellAt) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "UPDATE discord_telling SET ended_at = :at, end_heard = 1, stale = 1, next_at = :tellAt"
                                        + RUNNING)
                        .bind("broadcaster", broadcaster.value())
                        .bind("at", at.toEpochMilli())
                        .bind("tellAt", tellAt.toEpochMilli())
                        .execute());
    }

    @Override
    public void endedIfBegunBefore(TwitchUserId broadcaster, Instant before, Instant at) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "UPDATE discord_telling SET ended_at = :at, end_heard = 0, stale = 1, next_at = 0"
                                        + RUNNING + " AND began_at < :before")
                        .bind("broadcaster", broadcaster.value())
                        .bind("at", at.toEpochMilli())
                        .bind("before", before.toEpochMilli())
                        .execute());
    }

    @Override
    public void titled(TwitchUserId broadcaster, String title, String category) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "UPDATE discord_telling SET title = :title, category = :category, stale = 1" + RUNNING)
                        .bind("broadcaster", broadcaster.value())
                        .bind("title", title)
                        .bind("category", category)
                        .execute());
    }

    @Override
    public List<Telling> due(Instant now, int most, boolean byBot) {
        // A stream that was lost before it could be told is told when it is back.
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT t.* FROM discord_telling t JOIN discord_link l ON l.link_id = t.link_id AND l.state = 'active'
                          AND (l.webhook IS NOT NULL OR 1 = :byBot)
                        WHERE t.next_at <= :now AND (t.state = 'due' AND t.ended_at = 0 OR t.state = 'posting'
                          OR t.state = 'posted' AND t.stale = 1)
                        ORDER BY t.next_at, t.began_at LIMIT :most
                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("most", most)
                        .bind("byBot", byBot ? 1 : 0)
                        .map(TELLING)
                        .list());
    }

    @Override
    public void posting(Telling telling, Instant now) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "UPDATE discord_telling SET state = 'posting', claimed_at = :now" + ONE)
                        .bind("link", telling.linkId())
                        .bind("occasion", telling.occasion())
                        .bind("now", now.toEpochMilli())
                        .execute());
    }

    @Override
    public void unposted(Telling telling) {
        update("UPDATE discord_telling SET state = 'due'" + ONE, telling);
    }

    @Override
    public void posted(Telling telling, String messageId) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                // What changed while it was posted is told next.
                                "UPDATE discord_telling SET state = 'posted', message_id = :message, stale ="
                                        + " CASE WHEN ended_at = :ended AND title = :title AND category = :category"
                                        + " THEN 0 ELSE 1 END" + ONE)
                        .bind("link", telling.linkId())
                        .bind("occasion", telling.occasion())
                        .bind("message", messageId)
                        .bind("ended", telling.ended().toEpochMilli())
                        .bind("title", telling.title())
                        .bind("category", telling.category())
                        .execute());
    }

    @Override
    public void told(Telling telling) {
        posted(telling, telling.messageId());
    }

    @Override
    public void later(Telling telling, Instant next) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("UPDATE discord_telling SET next_at = :next" + ONE)
                        .bind("link", telling.linkId())
                        .bind("occasion", telling.occasion())
                        .bind("next", next.toEpochMilli())
                        .execute());
    }

    @Override
    public void giveUp(Telling telling) {
        update("UPDATE discord_telling SET state = 'given-up', stale = 0" + ONE, telling);
    }

    private void update(String statement, Telling telling) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(statement)
                        .bind("link", telling.linkId())
                        .bind("occasion", telling.occasion())
                        .execute());
    }

    @Override
    public void sweep(Instant before) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("DELETE FROM discord_telling WHERE began_at < :before")
                        .bind("before", before.toEpochMilli())
                        .execute());
    }
}
