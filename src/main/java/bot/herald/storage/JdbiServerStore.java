package bot.herald.storage;

import bot.herald.discord.ListedServer;
import bot.herald.discord.Server;
import bot.herald.discord.ServerStore;
import bot.herald.identity.DiscordUserId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Servers on Discord and who may manage them, in the database. */
public final class JdbiServerStore implements ServerStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RowMapper<Membership> MEMBERSHIP = (row, context) -> new Membership(
            row.getString("server_id"),
            new DiscordUserId(row.getString("discord_user_id")),
            row.getInt("manages") == 1,
            words(row.getString("roles")),
            row.getString("source").equals("list"),
            Instant.ofEpochMilli(row.getLong("as_of")));
    private static final RowMapper<Server> SERVER = (row, context) -> new Server(
            row.getString("server_id"),
            row.getString("name"),
            row.getString("icon"),
            new DiscordUserId(row.getString("owner_id")),
            read(row.getString("roles"), new TypeReference<List<Role>>() {}).stream()
                    .map(Role::role)
                    .toList(),
            read(row.getString("channels"), new TypeReference<List<Channel>>() {}).stream()
                    .map(Channel::channel)
                    .toList());

    private final Database database;
    private final ListedServers lists;

    public JdbiServerStore(Database database) {
        this.database = database;
        this.lists = new ListedServers(database);
    }

    /** As it is stored. */
    private record Role(String id, String name, long permissions, boolean mentionable) {
        private Server.Role role() {
            return new Server.Role(id, name, permissions, mentionable);
        }
    }

    /** As it is stored. */
    private record Channel(String id, String name, String lacks) {
        private Server.TextChannel channel() {
            return new Server.TextChannel(id, name, lacks);
        }
    }

    @Override
    public void here(Server server) {
        List<Role> roles = server.roles().stream()
                .map(role -> new Role(role.id(), role.name(), role.permissions(), role.isMentionable()))
                .toList();
        List<Channel> channels = server.channels().stream()
                .map(channel -> new Channel(channel.id(), channel.name(), channel.lacks()))
                .toList();
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO discord_server (server_id, name, icon, owner_id, bot, roles, channels)
                        VALUES (:id, :name, :icon, :owner, 'here', :roles, :channels)
                        ON CONFLICT (server_id) DO UPDATE SET name = excluded.name, icon = excluded.icon,
                          owner_id = excluded.owner_id, bot = 'here', roles = excluded.roles, channels = excluded.channels
                        """)
                        .bind("id", server.id())
                        .bind("name", server.name())
                        .bind("icon", server.icon())
                        .bind("owner", server.owner().value())
                        .bind("roles", write(roles))
                        .bind("channels", write(channels))
                        .execute());
    }

    @Override
    public void presence(String serverId, Presence presence) {
        database.jdbi()
                .useTransaction(
                        handle -> handle.createUpdate("UPDATE discord_server SET bot = :bot WHERE server_id = :id")
                                .bind("id", serverId)
                                .bind("bot", text(presence))
                                .execute());
    }

    @Override
    public Map<String, Presence> presences() {
        return database.jdbi().withHandle(handle -> {
            Map<String, Presence> all = new HashMap<>();
            handle.createQuery("SELECT server_id, bot FROM discord_server")
                    .map((row, context) -> Map.entry(row.getString("server_id"), presenceOf(row.getString("bot"))))
                    .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            return all;
        });
    }

    @Override
    public Optional<Server> server(String serverId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM discord_server WHERE server_id = :id")
                        .bind("id", serverId)
                        .map(SERVER)
                        .findOne());
    }

    @Override
    public Optional<Presence> presence(String serverId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT bot FROM discord_server WHERE server_id = :id")
                        .bind("id", serverId)
                        .mapTo(String.class)
                        .findOne()
                        .map(JdbiServerStore::presenceOf));
    }

    @Override
    public List<Membership> members(String serverId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT * FROM discord_member WHERE server_id = :id")
                        .bind("id", serverId)
                        .map(MEMBERSHIP)
                        .list());
    }

    @Override
    public void put(Membership membership, Instant askAt) {
        database.jdbi()
                .useTransaction(
                        handle -> put(
                                handle,
                                membership,
                                askAt,
                                "DO UPDATE SET manages = excluded.manages,"
                                        + " roles = excluded.roles, source = excluded.source, as_of = excluded.as_of, ask_at = excluded.ask_at"));
    }

    static void put(Handle handle, Membership membership, Instant askAt, String otherwise) {
        handle.createUpdate(
                        "INSERT INTO discord_member (server_id, discord_user_id, manages, roles, source, as_of, ask_at)"
                                + " VALUES (:server, :person, :manages, :roles, :source, :asOf, :askAt)"
                                + " ON CONFLICT (server_id, discord_user_id) " + otherwise)
                .bind("server", membership.serverId())
                .bind("person", membership.person().value())
                .bind("manages", membership.manages() ? 1 : 0)
                .bind("roles", String.join(" ", membership.roleIds()))
                .bind("source", membership.fromList() ? "list" : "gateway")
                .bind("asOf", membership.asOf().toEpochMilli())
                .bind("askAt", askAt.toEpochMilli())
                .execute();
    }

    @Override
    public void remove(String serverId, DiscordUserId person) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate(
                                "DELETE FROM discord_member WHERE server_id = :server AND discord_user_id = :person")
                        .bind("server", serverId)
                        .bind("person", person.value())
                        .execute());
    }

    @Override
    public void askFor(String serverId) {
        database.jdbi()
                .useTransaction(
                        handle -> handle.createUpdate("UPDATE discord_member SET ask_at = 0 WHERE server_id = :id")
                                .bind("id", serverId)
                                .execute());
    }

    @Override
    public List<Membership> due(Instant now, int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT m.server_id, m.discord_user_id, m.manages, m.roles, m.source, m.as_of FROM discord_member m
                        JOIN discord_server s ON s.server_id = m.server_id AND s.bot = 'here'
                        WHERE m.ask_at <= :now ORDER BY m.ask_at LIMIT :most
                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("most", most)
                        .map(MEMBERSHIP)
                        .list());
    }

    @Override
    public void listed(DiscordUserId person, List<ListedServer> servers, Instant now, Instant next) {
        lists.put(person, servers, now, next);
    }

    @Override
    public List<DiscordUserId> listsDue(Instant now, int most) {
        return lists.due(now, most);
    }

    @Override
    public List<DiscordUserId> people() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT discord_user_id FROM discord_account")
                        .mapTo(String.class)
                        .map(DiscordUserId::new)
                        .list());
    }

    @Override
    public List<Managed> managedBy(DiscordUserId person) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT s.server_id, s.name, s.icon, s.owner_id, s.bot, m.source, m.as_of FROM discord_member m
                        JOIN discord_server s ON s.server_id = m.server_id
                        WHERE m.discord_user_id = :person AND m.manages = 1 ORDER BY s.name, s.server_id
                        """)
                        .bind("person", person.value())
                        .map((row, context) -> new Managed(
                                row.getString("server_id"),
                                row.getString("name"),
                                row.getString("icon"),
                                row.getString("owner_id").equals(person.value()),
                                presenceOf(row.getString("bot")),
                                row.getString("source").equals("list"),
                                Instant.ofEpochMilli(row.getLong("as_of"))))
                        .list());
    }

    @Override
    public boolean manages(String serverId, DiscordUserId person) {
        return database.jdbi()
                        .withHandle(handle -> handle.createQuery("SELECT count(*) FROM discord_member"
                                        + " WHERE server_id = :server AND discord_user_id = :person AND manages = 1")
                                .bind("server", serverId)
                                .bind("person", person.value())
                                .mapTo(Integer.class)
                                .one())
                > 0;
    }

    @Override
    public void sweep() {
        database.jdbi()
                .useTransaction(
                        handle -> handle.execute(
                                "DELETE FROM discord_server WHERE bot = 'absent'"
                                        + " AND NOT EXISTS (SELECT 1 FROM discord_member m WHERE m.server_id = discord_server.server_id)"
                                        + " AND NOT EXISTS (SELECT 1 FROM discord_link l WHERE l.server_id = discord_server.server_id)"));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : new HashSet<>(Arrays.asList(text.split(" ", -1)));
    }

    private static String text(Presence presence) {
        return presence.name().toLowerCase(Locale.ROOT);
    }

    private static Presence presenceOf(String text) {
        return Presence.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record can be written", e);
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row of discord_server cannot be read", e);
        }
    }
}
