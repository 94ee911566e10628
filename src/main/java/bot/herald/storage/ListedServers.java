package bot.herald.storage;

import bot.herald.discord.ListedServer;
import bot.herald.discord.ServerStore.Membership;
import bot.herald.identity.DiscordUserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What people's own lists say about the servers where the bot is not; where it is, it knows better. */
final class ListedServers {
    private final Database database;

    ListedServers(Database database) {
        this.database = database;
    }

    /** @param next when their list is due again */
    void put(DiscordUserId person, List<ListedServer> servers, Instant now, Instant next) {
        Set<String> listed = servers.stream().map(ListedServer::id).collect(Collectors.toSet());
        database.jdbi().useTransaction(handle -> {
            List<String> before = handle.createQuery(
                            "SELECT server_id FROM discord_member WHERE discord_user_id = :person")
                    .bind("person", person.value())
                    .mapTo(String.class)
                    .list();
            for (String id : before) {
                if (!listed.contains(id)) {
                    // Where the bot is a member, its own list is more recent.
                    handle.createUpdate(
                                    "UPDATE discord_member SET ask_at = 0 WHERE server_id = :id AND discord_user_id = :person")
                            .bind("id", id)
                            .bind("person", person.value())
                            .execute();
                    handle.createUpdate("DELETE FROM discord_member WHERE server_id = :id AND discord_user_id = :person"
                                    + " AND NOT EXISTS (SELECT 1 FROM discord_server s WHERE s.server_id = :id"
                                    + " AND s.bot <> 'absent')")
                            .bind("id", id)
                            .bind("person", person.value())
                            .execute();
                }
            }
            for (ListedServer server : servers) {
                listed(handle, person, server, now);
            }
        });
        later(person, next);
    }

    /** Those whose list is to be asked for. */
    List<DiscordUserId> due(Instant now, int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT m.discord_user_id FROM discord_member m
                        JOIN discord_server s ON s.server_id = m.server_id AND s.bot = 'absent'
                        WHERE m.ask_at <= :now
                        UNION SELECT a.discord_user_id FROM discord_account a WHERE NOT EXISTS
                          (SELECT 1 FROM discord_member k WHERE k.discord_user_id = a.discord_user_id)
                        LIMIT :most
                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("most", most)
                        .mapTo(String.class)
                        .map(DiscordUserId::new)
                        .list());
    }

    private void later(DiscordUserId person, Instant next) {
        database.jdbi()
                .useTransaction(handle -> handle.createUpdate("UPDATE discord_member SET ask_at = :next"
                                + " WHERE discord_user_id = :person AND server_id IN"
                                + " (SELECT server_id FROM discord_server WHERE bot = 'absent')")
                        .bind("person", person.value())
                        .bind("next", next.toEpochMilli())
                        .execute());
    }

    private static void listed(Handle handle, DiscordUserId person, ListedServer server, Instant now) {
        handle.createUpdate("""
                INSERT INTO discord_server (server_id, name, icon, owner_id, bot, roles, channels)
                VALUES (:id, :name, :icon, :owner, 'absent', '[]', '[]')
                ON CONFLICT (server_id) DO UPDATE SET name = excluded.name, icon = excluded.icon,
                  owner_id = CASE WHEN excluded.owner_id = '0' THEN discord_server.owner_id ELSE excluded.owner_id END
                  WHERE discord_server.bot = 'absent'
                """)
                .bind("id", server.id())
                .bind("name", server.name())
                .bind("icon", server.icon())
                .bind("owner", server.isOwner() ? person.value() : "0")
                .execute();
        Membership membership = new Membership(server.id(), person, server.mayManage(), Set.of(), true, now);
        JdbiServerStore.put(
                handle,
                membership,
                Instant.EPOCH,
                "DO UPDATE SET manages = excluded.manages, source = 'list',"
                        + " as_of = excluded.as_of, ask_at = 0 WHERE NOT EXISTS (SELECT 1 FROM discord_server s"
                        + " WHERE s.server_id = discord_member.server_id AND s.bot <> 'absent')");
        handle.createUpdate("UPDATE discord_member SET ask_at = 0 WHERE server_id = :id AND discord_user_id = :person")
                .bind("id", server.id())
                .bind("person", person.value())
                .execute();
    }
}
