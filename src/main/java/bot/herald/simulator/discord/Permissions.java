package bot.herald.simulator.discord;

import java.time.Instant;
import java.util.Set;

/** Calculates permissions by Discord's rules. */
final class Permissions {
    static final long ADMINISTRATOR = 1L << 3;
    static final long MANAGE_GUILD = 1L << 5;
    static final long VIEW_CHANNEL = 1L << 10;
    static final long SEND_MESSAGES = 1L << 11;
    static final long EMBED_LINKS = 1L << 14;
    static final long READ_MESSAGE_HISTORY = 1L << 16;
    static final long MENTION_EVERYONE = 1L << 17;
    static final long MANAGE_WEBHOOKS = 1L << 29;
    static final long ALL = -1L >>> 12;
    /** The permissions of @everyone in a new server. */
    static final long EVERYONE = VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | READ_MESSAGE_HISTORY;

    private Permissions() {}

    /** 0 if the person is not a member. */
    static long inServer(Server server, String personId) {
        Server.Member member = server.members.get(personId);
        if (member == null) {
            return 0;
        }
        if (server.ownerId.equals(personId)) {
            return ALL;
        }
        long permissions = 0;
        for (Server.Role role : server.roles.values()) {
            if (role.id.equals(server.id) || member.roles.contains(role.id)) {
                permissions |= role.permissions;
            }
        }
        return (permissions & ADMINISTRATOR) != 0 ? ALL : permissions;
    }

    static boolean mayManage(Server server, String personId) {
        return (inServer(server, personId) & MANAGE_GUILD) != 0;
    }

    /** @param now for time-outs */
    static long inChannel(Server server, Server.Channel channel, String personId, Instant now) {
        long permissions = inServer(server, personId);
        Server.Member member = server.members.get(personId);
        if (member == null || permissions == ALL) {
            return permissions;
        }
        permissions = applied(channel, permissions, Set.of(server.id), false);
        permissions = applied(channel, permissions, member.roles, false);
        permissions = applied(channel, permissions, Set.of(personId), true);
        if ((permissions & VIEW_CHANNEL) == 0) {
            return 0;
        }
        if (member.isTimedOut(now)) {
            return permissions & (VIEW_CHANNEL | READ_MESSAGE_HISTORY);
        }
        return (permissions & SEND_MESSAGES) == 0 ? permissions & ~(EMBED_LINKS | MENTION_EVERYONE) : permissions;
    }

    private static long applied(Server.Channel channel, long permissions, Set<String> ids, boolean member) {
        long denied = 0;
        long allowed = 0;
        for (Server.Overwrite overwrite : channel.overwrites) {
            if (overwrite.isMember() == member && ids.contains(overwrite.id())) {
                denied |= overwrite.deny();
                allowed |= overwrite.allow();
            }
        }
        return (permissions & ~denied) | allowed;
    }
}
