package bot.herald.storage;

import bot.herald.discord.Link;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.Link.Way;
import bot.herald.discord.WebhookAddress;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.TwitchUserId;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Links with channels on Discord, in the database; addresses of webhooks sealed. */
public final class JdbiDiscordLinks implements Link.Store {
    private static final Logger log = LoggerFactory.getLogger(JdbiDiscordLinks.class);
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
            row.getString("webhook") == null
                    ? new Way.Bot(new DiscordUserId(row.getString("linked_by_discord")))
                    : new Way.Webhook(row.getString("webhook_name")));

    private static final String LINKS = "SELECT l.*, w.name AS webhook_name FROM discord_link l"
            + " LEFT JOIN discord_webhook w ON w.link_id = l.webhook";

    private final Database database;
    private final Sealer sealer;

    public JdbiDiscordLinks(Database database, TokenCipher cipher) {
        this.database = database;
        this.sealer = new Sealer(database, cipher);
    }

    @Override
    public boolean add(Link link) {
        return addByBot(database, link);
    }

    /** As {@link #add(Link)}: nothing of a link by the bot is sealed, so it takes no key. */
    public static boolean addByBot(Database database, Link link) {
        return database.jdbi().inTransaction(handle -> add(handle, link));
    }

    @Override
    public boolean add(Link link, WebhookAddress address) {
        return database.jdbi().inTransaction(handle -> {
            store(handle, link, address);
            boolean isNew = add(handle, link);
            if (!isNew) {
                forgetWebhook(handle, link.id());
            }
            return isNew;
        });
    }

    private static boolean add(Handle handle, Link link) {
        return bound(handle.createUpdate("""
                                INSERT INTO discord_link (link_id, twitch_user_id, server_id, channel_id, role_id, posts, live_text,
                                  raid_text, state, reason, linked_by, linked_by_discord, webhook)
                                VALUES (:id, :broadcaster, :server, :channel, :role, :posts, :live, :raid, :state, :reason, :by,
                                  :byDiscord, :webhook)
                                ON CONFLICT DO NOTHING
                                """), link).execute() == 1;
    }

    private void store(Handle handle, Link link, WebhookAddress address) {
        String name = link.way() instanceof Way.Webhook webhook ? webhook.name() : "";
        handle.createUpdate("""
                        INSERT INTO discord_webhook (link_id, name, address, brought_by) VALUES (:id, :name, :address, :by)
                        ON CONFLICT (link_id) DO UPDATE SET name = excluded.name, address = excluded.address,
                          brought_by = excluded.brought_by
                        """)
                .bind("id", link.id())
                .bind("name", name)
                .bind("address", sealer.seal(handle, address.reveal(), SealedColumn.DISCORD_WEBHOOK.context(link.id())))
                .bind("by", link.linkedBy().value())
                .execute();
    }

    @Override
    public void change(Link link) {
        database.jdbi().useTransaction(handle -> change(handle, link));
    }

    @Override
    public void change(Link link, WebhookAddress address) {
        database.jdbi().useTransaction(handle -> {
            boolean isOther =
                    !webhook(handle, link.id()).map(WebhookAddress::id).equals(Optional.of(address.id()));
            if (isOther) {
                // What one webhook posted cannot be changed by another.
                forgetPosted(handle, link.id());
            }
            store(handle, link, address);
            change(handle, link);
        });
    }

    private static void forgetPosted(Handle handle, String id) {
        handle.createUpdate("DELETE FROM discord_telling WHERE link_id = :id AND message_id <> ''")
                .bind("id", id)
                .execute();
    }

    private static void change(Handle handle, Link link) {
        boolean moves =
                handle.createQuery("SELECT count(*) FROM discord_link WHERE link_id = :id AND channel_id <> :channel")
                                .bind("id", link.id())
                                .bind("channel", link.channelId())
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        if (moves) {
            // What was posted in another channel cannot be changed from here.
            forgetPosted(handle, link.id());
        }
        bound(handle.createUpdate("""
                        UPDATE discord_link SET server_id = :server, channel_id = :channel, role_id = :role, posts = :posts,
                          live_text = :live, raid_text = :raid, state = :state, reason = :reason, linked_by = :by,
                          linked_by_discord = :byDiscord, webhook = :webhook WHERE link_id = :id
                        """), link).execute();
    }

    @Override
    public Optional<WebhookAddress> webhook(String id) {
        return database.jdbi().withHandle(handle -> webhook(handle, id));
    }

    private Optional<WebhookAddress> webhook(Handle handle, String id) {
        return handle.createQuery("SELECT address FROM discord_webhook WHERE link_id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .flatMap(text -> opened(id, text));
    }

    private Optional<WebhookAddress> opened(String id, String text) {
        try {
            return WebhookAddress.stored(sealer.open(text, SealedColumn.DISCORD_WEBHOOK.context(id)));
        } catch (WrongKeyException e) {
            log.warn("link={} the address of its webhook cannot be opened", id);
            return Optional.empty();
        }
    }

    private static void forgetWebhook(Handle handle, String id) {
        handle.createUpdate("DELETE FROM discord_webhook WHERE link_id = :id")
                .bind("id", id)
                .execute();
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
                .bind(
                        "byDiscord",
                        link.way() instanceof Way.Bot bot ? bot.manager().value() : null)
                .bind("webhook", link.isByWebhook() ? link.id() : null);
    }

    @Override
    public boolean remove(TwitchUserId broadcaster, String id) {
        return database.jdbi().inTransaction(handle -> {
            boolean isTheirs = handle.createQuery(LINKS + " WHERE l.link_id = :id AND l.twitch_user_id = :broadcaster")
                    .bind("id", id)
                    .bind("broadcaster", broadcaster.value())
                    .map(LINK)
                    .findOne()
                    .isPresent();
            if (isTheirs) {
                for (String table : List.of("discord_telling", "discord_link", "discord_webhook")) {
                    handle.createUpdate("DELETE FROM " + table + " WHERE link_id = :id")
                            .bind("id", id)
                            .execute();
                }
            }
            return isTheirs;
        });
    }

    @Override
    public List<Link> of(TwitchUserId broadcaster) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                LINKS + " WHERE l.twitch_user_id = :broadcaster ORDER BY l.link_id")
                        .bind("broadcaster", broadcaster.value())
                        .map(LINK)
                        .list());
    }

    @Override
    public List<Link> ofServer(String serverId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(LINKS + " WHERE l.server_id = :server")
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
                .withHandle(handle -> handle.createQuery(LINKS + " WHERE l.link_id = :id")
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
