package bot.herald.storage;

import bot.herald.discord.Link;
import bot.herald.discord.Link.Kind;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.TwitchUserId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Update;

/** Links with channels on Discord, in the database. */
public final class JdbiDiscordLinks implements Link.Store {
    private static final RowMapper<Link> LINK = (row, context) -> new Link(
            row.getString("link_id"),
            new TwitchUserId(row.getString("twitch_user_id")),
            row.getString("server_id"),
            row.getString("channel_id"),
            row.getString("role_id"),
            Arrays.stream(row.getString("posts").split(" ", -1))
                    .flatMap(kind -> Kind.of(kind).stream())
                    .collect(Collectors.toUnmodifiableSet()),
            row.getString("live_text"),
            row.getString("raid_text"),
            row.getString("reason"),
            new TwitchUserId(row.getString("linked_by")),
            new DiscordUserId(row.getString("linked_by_discord")));

    private final Database database;

    public JdbiDiscordLinks(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(Link link) {
        return database.jdbi()
                        .inTransaction(
                                handle -> bound(handle.createUpdate("""
                                INSERT INTO discord_link (link_id, twitch_user_id, server_id, channel_id, role_id, posts, live_text,
                                  raid_text, state, reason, linked_by, linked_by_discord)
                                VALUES (:id, :broadcaster, :server, :channel, :role, :posts, :live, :raid, :state, :reason, :by,
                                  :byDiscord)
                                ON CONFLICT DO NOTHING
                                """), link).execute())
                == 1;
    }

    @Override
    public void change(Link link) {
        database.jdbi().useTransaction(handle -> {
            // What was posted in another channel cannot be changed from here.
            handle.createUpdate("DELETE FROM discord_telling WHERE link_id = :id AND message_id <> '' AND EXISTS"
                            + " (SELECT 1 FROM discord_link l WHERE l.link_id = :id AND l.channel_id <> :channel)")
                    .bind("id", link.id())
                    .bind("channel", link.channelId())
                    .execute();
            bound(handle.createUpdate("""
                            UPDATE discord_link SET server_id = :server, channel_id = :channel, role_id = :role, posts = :posts,
                              live_text = :live, raid_text = :raid, state = :state, reason = :reason, linked_by = :by,
                              linked_by_discord = :byDiscord WHERE link_id = :id
                            """), link).execute();
        });
    }

    private static Update bound(Update update, Link link) {
        return update.bind("id", link.id())
                .bind("broadcaster", link.broadcaster().value())
                .bind("server", link.serverId())
                .bind("channel", link.channelId())
                .bind("role", link.roleId())
                .bind("posts", link.posts().stream().map(Kind::text).sorted().collect(Collectors.joining(" ")))
                .bind("live", link.liveText())
                .bind("raid", link.raidText())
                .bind("state", link.isPaused() ? "paused" : "active")
                .bind("reason", link.paused())
                .bind("by", link.linkedBy().value())
                .bind("byDiscord", link.linkedByDiscord().value());
    }

    @Override
    public boolean remove(TwitchUserId broadcaster, String id) {
        return database.jdbi().inTransaction(handle -> {
                    handle.createUpdate("DELETE FROM discord_telling WHERE link_id = (SELECT link_id FROM discord_link"
                                    + " WHERE link_id = :id AND twitch_user_id = :broadcaster)")
                            .bind("id", id)
                            .bind("broadcaster", broadcaster.value())
                            .execute();
                    return handle.createUpdate(
                                    "DELETE FROM discord_link WHERE link_id = :id AND twitch_user_id = :broadcaster")
                            .bind("id", id)
                            .bind("broadcaster", broadcaster.value())
                            .execute();
                })
                == 1;
    }

    @Override
    public List<Link> of(TwitchUserId broadcaster) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "SELECT * FROM discord_link WHERE twitch_user_id = :broadcaster ORDER BY link_id")
                        .bind("broadcaster", broadcaster.value())
                        .map(LINK)
                        .list());
    }

    @Override
    public List<Link> ofServer(String serverId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM discord_link WHERE server_id = :server")
                        .bind("server", serverId)
                        .map(LINK)
                        .list());
    }

    @Override
    public Set<TwitchUserId> withStreams() {
        return database.jdbi()
                .withHandle(handle -> handle
                        .createQuery("SELECT DISTINCT twitch_user_id FROM discord_link"
                                + " WHERE state = 'active' AND ' ' || posts || ' ' LIKE '% live %'")
                        .mapTo(String.class)
                        .stream()
                        .map(TwitchUserId::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Optional<Link> find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM discord_link WHERE link_id = :id")
                        .bind("id", id)
                        .map(LINK)
                        .findOne());
    }

    @Override
    public void pause(String id, String reason) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "UPDATE discord_link SET state = :state, reason = :reason WHERE link_id = :id")
                        .bind("id", id)
                        .bind("state", reason.isEmpty() ? "active" : "paused")
                        .bind("reason", reason)
                        .execute());
    }
}
