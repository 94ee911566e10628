package bot.herald.discord;

import bot.herald.identity.DiscordUserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Servers and who may manage them, for all instances. Safe for concurrent use. */
public interface ServerStore {
    /** Whether the bot is in a server. */
    enum Presence {
        HERE,
        /** In it, but the server has an outage. */
        DOWN,
        ABSENT
    }

    /**
     * Somebody who logged in with Discord, in a server.
     *
     * @param fromList whether the person's own list said so, and not the bot
     */
    record Membership(
            String serverId,
            DiscordUserId person,
            boolean manages,
            Set<String> roleIds,
            boolean fromList,
            Instant asOf) {
        public Membership {
            roleIds = Set.copyOf(roleIds);
        }
    }

    /** A server as somebody who may manage it sees it. */
    record Managed(
            String serverId, String name, String icon, boolean isOwner, Presence bot, boolean fromList, Instant asOf) {}

    /** The bot is in it, and it is so now. */
    void here(Server server);

    /** Nothing happens if nothing is known of the server. */
    void presence(String serverId, Presence presence);

    Map<String, Presence> presences();

    /** What is in it, if the bot is or was. */
    Optional<Server> server(String serverId);

    Optional<Presence> presence(String serverId);

    List<Membership> members(String serverId);

    void put(Membership membership, Instant askAt);

    void remove(String serverId, DiscordUserId person);

    /** Everybody in the server is to be asked for. */
    void askFor(String serverId);

    /** Who is to be asked for by then, in servers that the bot is in; the longest due first. */
    List<Membership> due(Instant now, int most);

    /**
     * Takes in what a person's own list says. In servers that the bot is in, what the bot said stays, and the person is asked for.
     *
     * @param next when the list is to be asked for again
     */
    void listed(DiscordUserId person, List<ListedServer> servers, Instant now, Instant next);

    /** Whose own lists are to be asked for by then: who is in servers that the bot is not in, and of whom no server is known. */
    List<DiscordUserId> listsDue(Instant now, int most);

    /** Everybody who logged in with Discord. */
    List<DiscordUserId> people();

    /** Those that the person may manage, by name. */
    List<Managed> managedBy(DiscordUserId person);

    boolean manages(String serverId, DiscordUserId person);

    /** Forgets servers of which nothing is left to know. */
    void sweep();
}
