package bot.herald.storage;

import bot.herald.discord.Link.Kind;
import bot.herald.discord.LinkMessage;
import bot.herald.discord.LinkMessage.Other;
import bot.herald.discord.LinkMessage.State;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/** What is posted on Discord, in the database. */
public final class JdbiLinkMessages implements LinkMessage.Store {
    private static final RowMapper<LinkMessage> MESSAGE = (row, context) -> new LinkMessage(
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

    public JdbiLinkMessages(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(LinkMessage message) {
        return database.jdbi()
                        .inTransaction(handle -> handle.createUpdate("""
                                INSERT INTO discord_telling (link_id, occasion, kind, state, message_id, title, category, other_login,
                                  other_name, viewers, began_at, ended_at, claimed_at, stale, next_at)
                                VALUES (:link, :occasion, :kind, 'due', '', :title, :category, :login, :name, :viewers, :began, 0, 0,
                                  0, 0)
                                ON CONFLICT DO NOTHING
                                """)
                                .bind("link", message.linkId())
                                .bind("occasion", message.occasion())
                                .bind("kind", message.kind().text())
                                .bind("title", message.title())
                                .bind("category", message.category())
                                .bind("login", message.other().login())
                                .bind("name", message.other().name())
                                .bind("viewers", message.other().viewers())
                                .bind("began", message.began().toEpochMilli())
                                .execute())
                == 1;
    }

    @Override
    public Optional<LinkMessage> lastStream(String linkId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM discord_telling WHERE link_id = :link"
                                + " AND kind = 'live' ORDER BY began_at DESC LIMIT 1")
                        .bind("link", linkId)
                        .map(MESSAGE)
                        .findOne());
    }

    @Override
    public void reopen(LinkMessage message) {
        update("UPDATE discord_telling SET ended_at = 0, stale = 1, next_at = 0" + ONE + " AND ended_at > 0", message);
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
    public List<LinkMessage> due(Instant now, int most, boolean byBot) {
        // A stream that broke off before it was posted is posted when it is back.
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
                        .map(MESSAGE)
                        .list());
    }

    @Override
    public void posting(LinkMessage message, Instant now) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "UPDATE discord_telling SET state = 'posting', claimed_at = :now" + ONE)
                        .bind("link", message.linkId())
                        .bind("occasion", message.occasion())
                        .bind("now", now.toEpochMilli())
                        .execute());
    }

    @Override
    public void unposted(LinkMessage message) {
        update("UPDATE discord_telling SET state = 'due'" + ONE, message);
    }

    @Override
    public void posted(LinkMessage message, String messageId) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                // What changed while it was being posted is posted next.
                                "UPDATE discord_telling SET state = 'posted', message_id = :message, stale ="
                                        + " CASE WHEN ended_at = :ended AND title = :title AND category = :category"
                                        + " THEN 0 ELSE 1 END" + ONE)
                        .bind("link", message.linkId())
                        .bind("occasion", message.occasion())
                        .bind("message", messageId)
                        .bind("ended", message.ended().toEpochMilli())
                        .bind("title", message.title())
                        .bind("category", message.category())
                        .execute());
    }

    @Override
    public void told(LinkMessage message) {
        posted(message, message.messageId());
    }

    @Override
    public void later(LinkMessage message, Instant next) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("UPDATE discord_telling SET next_at = :next" + ONE)
                        .bind("link", message.linkId())
                        .bind("occasion", message.occasion())
                        .bind("next", next.toEpochMilli())
                        .execute());
    }

    @Override
    public void giveUp(LinkMessage message) {
        update("UPDATE discord_telling SET state = 'given-up', stale = 0" + ONE, message);
    }

    private void update(String statement, LinkMessage message) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(statement)
                        .bind("link", message.linkId())
                        .bind("occasion", message.occasion())
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
