package bot.herald.simulator.discord;

import bot.herald.simulator.BadInput;
import bot.herald.simulator.JsonNodes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes things happen on the simulated Discord and sends their events. Guarded by {@link DiscordWorld}. */
final class DiscordEvents {
    private static final int GUILDS = 1;
    private static final int MEMBERS = 1 << 1;
    private static final int WEBHOOKS = 1 << 5;

    private final DiscordWorld world;

    DiscordEvents(DiscordWorld world) {
        this.world = world;
    }

    /** Makes a server with its owner, the role @everyone and the text channel "general". */
    Server newServer(String name, Person owner) {
        Server server = new Server(world.newId(), name, owner.id);
        server.roles.put(server.id, new Server.Role(server.id, "@everyone", Permissions.EVERYONE));
        world.servers.put(server.id, server);
        server.members.put(owner.id, new Server.Member(owner, world.now()));
        newChannel(server, "general", 0);
        return server;
    }

    /** Adds the bot with a role of its own, as an invitation does. If it is there already, changes that role's permissions. */
    void addBot(Server server, long permissions) {
        Server.Member bot = server.members.get(world.bot.id);
        if (bot != null) {
            for (Server.Role role : server.roles.values()) {
                if (role.isManaged && bot.roles.contains(role.id)) {
                    changeRole(server, role, permissions);
                }
            }
            return;
        }
        bot = new Server.Member(world.bot, world.now());
        Server.Role role = new Server.Role(world.newId(), "Herald", permissions);
        role.isManaged = true;
        server.roles.put(role.id, role);
        bot.roles.add(role.id);
        server.members.put(world.bot.id, bot);
        world.gateway.dispatch(GUILDS, "GUILD_CREATE", DiscordJson.createdServer(server, bot));
    }

    void removeBot(Server server) {
        Server.Member bot = server.members.remove(world.bot.id);
        if (bot == null) {
            throw new BadInput("the bot is not in this server");
        }
        server.roles.values().removeIf(role -> role.isManaged && bot.roles.contains(role.id));
        world.gateway.dispatch(GUILDS, "GUILD_DELETE", JsonNodes.object().put("id", server.id));
    }

    void startOutage(Server server) {
        server.isDown = true;
        if (world.hasBot(server)) {
            world.gateway.dispatch(GUILDS, "GUILD_DELETE", DiscordJson.unavailableServer(server));
        }
    }

    void endOutage(Server server) {
        server.isDown = false;
        Server.Member bot = server.members.get(world.bot.id);
        if (bot != null) {
            world.gateway.dispatch(GUILDS, "GUILD_CREATE", DiscordJson.createdServer(server, bot));
        }
    }

    void join(Server server, Person person) {
        Server.Member member = server.members.computeIfAbsent(person.id, id -> new Server.Member(person, world.now()));
        publish(server, MEMBERS, "GUILD_MEMBER_ADD", DiscordJson.member(member));
    }

    /** The person leaves, is kicked or is banned; the event is the same. */
    void leave(Server server, Person person) {
        if (server.ownerId.equals(person.id)) {
            throw new BadInput("the owner cannot leave");
        }
        if (server.members.remove(person.id) != null) {
            ObjectNode event = JsonNodes.object();
            event.set("user", DiscordJson.user(person));
            publish(server, MEMBERS, "GUILD_MEMBER_REMOVE", event);
        }
    }

    void giveRole(Server server, Person person, String roleId) {
        Server.Member member = server.member(person);
        if (member.roles.add(server.role(roleId).id)) {
            updated(server, member);
        }
    }

    void takeRole(Server server, Person person, String roleId) {
        Server.Member member = server.member(person);
        if (member.roles.remove(server.role(roleId).id)) {
            updated(server, member);
        }
    }

    /** No event announces the end of the time-out. */
    void timeOut(Server server, Person person, Instant until) {
        Server.Member member = server.member(person);
        member.timedOutUntil = until;
        updated(server, member);
    }

    private void updated(Server server, Server.Member member) {
        // A bot receives updates about itself without the intent.
        publish(server, member.person == world.bot ? 0 : MEMBERS, "GUILD_MEMBER_UPDATE", DiscordJson.member(member));
    }

    Server.Role newRole(Server server, String name, long permissions) {
        Server.Role role = new Server.Role(world.newId(), name, permissions);
        server.roles.put(role.id, role);
        publish(server, "GUILD_ROLE_CREATE", role);
        return role;
    }

    void changeRole(Server server, Server.Role role, long permissions) {
        role.permissions = permissions;
        publish(server, "GUILD_ROLE_UPDATE", role);
    }

    private void publish(Server server, String event, Server.Role role) {
        ObjectNode node = JsonNodes.object();
        node.set("role", DiscordJson.role(role));
        publish(server, GUILDS, event, node);
    }

    void deleteRole(Server server, String roleId) {
        if (server.roles.remove(roleId) == null) {
            throw new BadInput("no such role");
        }
        publish(server, GUILDS, "GUILD_ROLE_DELETE", JsonNodes.object().put("role_id", roleId));
        for (Server.Member member : server.members.values()) {
            if (member.roles.remove(roleId) && world.oddities.deletedRolesUpdateMembers) {
                updated(server, member);
            }
        }
    }

    void changeOwner(Server server, Person owner) {
        if (!server.members.containsKey(owner.id)) {
            throw new BadInput("the new owner must be a member");
        }
        server.ownerId = owner.id;
        publish(server, GUILDS, "GUILD_UPDATE", DiscordJson.server(server));
    }

    void renameServer(Server server, String name) {
        server.name = name;
        publish(server, GUILDS, "GUILD_UPDATE", DiscordJson.server(server));
    }

    void renamePerson(Person person, @Nullable String globalName, @Nullable String avatar) {
        person.globalName = globalName;
        person.avatar = avatar;
        for (Server server : world.servers.values()) {
            Server.Member member = server.members.get(person.id);
            if (member != null) {
                updated(server, member);
            }
        }
    }

    Server.Channel newChannel(Server server, String name, int type) {
        Server.Channel channel = new Server.Channel(world.newId(), server.id, type, name);
        server.channels.put(channel.id, channel);
        publish(server, GUILDS, "CHANNEL_CREATE", DiscordJson.channel(channel));
        return channel;
    }

    void deleteChannel(Server.Channel channel) {
        Server server = world.server(channel.serverId);
        server.channels.remove(channel.id);
        world.messages.forget(channel);
        publish(server, GUILDS, "CHANNEL_DELETE", DiscordJson.channel(channel));
    }

    /** Adds the overwrite, replacing the one for the same role or member. */
    void overwrite(Server.Channel channel, Server.Overwrite overwrite) {
        channel.overwrites.removeIf(old -> old.id().equals(overwrite.id()));
        channel.overwrites.add(overwrite);
        publish(world.server(channel.serverId), GUILDS, "CHANNEL_UPDATE", DiscordJson.channel(channel));
    }

    void deleteWebhook(String id) {
        Messages.Webhook webhook = world.messages.findWebhook(id);
        if (webhook == null) {
            throw new BadInput("no such webhook");
        }
        world.messages.deleteWebhook(id);
        Server server = world.server(webhook.channel().serverId);
        publish(server, WEBHOOKS, "WEBHOOKS_UPDATE", JsonNodes.object().put("channel_id", webhook.channel().id));
    }

    private void publish(Server server, int intent, String event, ObjectNode data) {
        if (world.hasBot(server) && !server.isDown) {
            world.gateway.dispatch(intent, event, data.put("guild_id", server.id));
        }
    }
}
