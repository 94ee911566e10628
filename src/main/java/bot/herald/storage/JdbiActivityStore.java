package bot.herald.storage;

import bot.herald.feed.Activity;
import bot.herald.feed.Activity.Bucket;
import bot.herald.feed.Activity.Raid;
import bot.herald.feed.Activity.Stream;
import bot.herald.feed.Activity.Width;
import bot.herald.feed.ActivityStore;
import bot.herald.identity.TwitchUserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Chat activity by the minute, in the database. */
public final class JdbiActivityStore implements ActivityStore {
    /** Raids and streams. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final List<String> TABLES = List.of("activity", "raid_received", "stream_run");

    private final Database database;

    public JdbiActivityStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(TwitchUserId broadcaster, Instant at, long lines, long answers) {
        database.jdbi().useTransaction(handle -> {
            for (Width width : Width.values()) {
                handle.createUpdate("""
                        INSERT INTO activity (twitch_user_id, width_seconds, begins_at, chat_lines, answers)
                        VALUES (:channel, :width, :begin, :lines, :answers)
                        ON CONFLICT (twitch_user_id, width_seconds, begins_at) DO UPDATE SET
                          chat_lines = activity.chat_lines + excluded.chat_lines,
                          answers = activity.answers + excluded.answers
                        """)
                        .bind("channel", broadcaster.value())
                        .bind("width", width.span().toSeconds())
                        .bind("begin", width.begin(at).toEpochMilli())
                        .bind("lines", lines)
                        .bind("answers", answers)
                        .execute();
            }
        });
    }

    @Override
    public void raided(TwitchUserId broadcaster, Raid raid) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO raid_received (twitch_user_id, at, raider_id, raider_login, raider_name, viewers)
                        VALUES (:channel, :at, :id, :login, :name, :viewers) ON CONFLICT DO NOTHING
                        """)
                        .bind("channel", broadcaster.value())
                        .bind("at", raid.at().toEpochMilli())
                        .bind("id", raid.raider().value())
                        .bind("login", raid.login())
                        .bind("name", raid.name())
                        .bind("viewers", raid.viewers())
                        .execute());
    }

    @Override
    public void began(TwitchUserId broadcaster, Instant at) {
        database.jdbi().useTransaction(handle -> {
            end(handle, broadcaster, at);
            handle.createUpdate("""
                        INSERT INTO stream_run (twitch_user_id, began_at, ended_at) VALUES (:channel, :at, 0)
                        ON CONFLICT DO NOTHING
                        """)
                    .bind("channel", broadcaster.value())
                    .bind("at", at.toEpochMilli())
                    .execute();
        });
    }

    @Override
    public void ended(TwitchUserId broadcaster, Instant at) {
        database.jdbi().useTransaction(handle -> end(handle, broadcaster, at));
    }

    private static void end(Handle handle, TwitchUserId broadcaster, Instant at) {
        handle.createUpdate("UPDATE stream_run SET ended_at = :at"
                        + " WHERE twitch_user_id = :channel AND ended_at = 0 AND :at > began_at")
                .bind("channel", broadcaster.value())
                .bind("at", at.toEpochMilli())
                .execute();
    }

    @Override
    public Activity since(TwitchUserId broadcaster, Instant from, Width width) {
        return database.jdbi()
                .inTransaction(handle -> new Activity(
                        buckets(handle, broadcaster, from, width),
                        raids(handle, broadcaster, from, MOST_RAIDS),
                        streams(handle, broadcaster, from)));
    }

    @Override
    public Map<TwitchUserId, List<Bucket>> said(Collection<TwitchUserId> broadcasters, Instant from, Width width) {
        if (broadcasters.isEmpty()) {
            return Map.of();
        }
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT begins_at, chat_lines, answers, twitch_user_id FROM activity
                        WHERE twitch_user_id IN (<channels>) AND width_seconds = :width AND begins_at >= :from
                        ORDER BY begins_at
                        """)
                        .bindList(
                                "channels",
                                broadcasters.stream().map(TwitchUserId::value).toList())
                        .bind("width", width.span().toSeconds())
                        .bind("from", from.toEpochMilli())
                        .map((row, context) -> Map.entry(new TwitchUserId(row.getString(4)), bucket(row)))
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    @Override
    public List<Raid> raids(TwitchUserId broadcaster, Instant from, int most) {
        return database.jdbi().withHandle(handle -> raids(handle, broadcaster, from, most));
    }

    private static List<Bucket> buckets(Handle handle, TwitchUserId broadcaster, Instant from, Width width) {
        return handle.createQuery("""
                        SELECT begins_at, chat_lines, answers FROM activity
                        WHERE twitch_user_id = :channel AND width_seconds = :width AND begins_at >= :from ORDER BY begins_at
                        """)
                .bind("channel", broadcaster.value())
                .bind("width", width.span().toSeconds())
                .bind("from", from.toEpochMilli())
                .map((row, context) -> bucket(row))
                .list();
    }

    /** By place: there are thousands of them. */
    private static Bucket bucket(ResultSet row) throws SQLException {
        return new Bucket(Instant.ofEpochMilli(row.getLong(1)), row.getLong(2), row.getLong(3));
    }

    private static List<Raid> raids(Handle handle, TwitchUserId broadcaster, Instant from, int most) {
        List<Raid> latest = handle.createQuery("""
                        SELECT at, raider_id, raider_login, raider_name, viewers FROM raid_received
                        WHERE twitch_user_id = :channel AND at >= :from ORDER BY at DESC LIMIT :most
                        """)
                .bind("channel", broadcaster.value())
                .bind("from", from.toEpochMilli())
                .bind("most", most)
                .map((row, context) -> new Raid(
                        Instant.ofEpochMilli(row.getLong("at")),
                        new TwitchUserId(row.getString("raider_id")),
                        row.getString("raider_login"),
                        row.getString("raider_name"),
                        row.getInt("viewers")))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(latest);
        return latest;
    }

    private static List<Stream> streams(Handle handle, TwitchUserId broadcaster, Instant from) {
        return handle.createQuery("""
                        SELECT began_at, ended_at FROM stream_run
                        WHERE twitch_user_id = :channel AND (ended_at = 0 OR ended_at >= :from) ORDER BY began_at
                        """)
                .bind("channel", broadcaster.value())
                .bind("from", from.toEpochMilli())
                .map((row, context) -> new Stream(
                        Instant.ofEpochMilli(row.getLong("began_at")),
                        row.getLong("ended_at") == 0 ? Instant.MAX : Instant.ofEpochMilli(row.getLong("ended_at"))))
                .list();
    }

    @Override
    public void sweep(Instant now) {
        database.jdbi().useTransaction(handle -> {
            for (Width width : Width.values()) {
                handle.createUpdate("DELETE FROM activity WHERE width_seconds = :width AND begins_at < :before")
                        .bind("width", width.span().toSeconds())
                        .bind("before", now.minus(width.kept()).toEpochMilli())
                        .execute();
            }
            long before = now.minus(KEPT).toEpochMilli();
            handle.createUpdate("DELETE FROM raid_received WHERE at < :before")
                    .bind("before", before)
                    .execute();
            handle.createUpdate("DELETE FROM stream_run WHERE began_at < :before")
                    .bind("before", before)
                    .execute();
        });
    }

    @Override
    public void purge(TwitchUserId broadcaster) {
        database.jdbi()
                .useTransaction(handle -> TABLES.forEach(
                        table -> handle.createUpdate("DELETE FROM " + table + " WHERE twitch_user_id = :channel")
                                .bind("channel", broadcaster.value())
                                .execute()));
    }
}
