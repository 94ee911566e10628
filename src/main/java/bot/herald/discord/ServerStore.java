package bot.herald.discord;

import bot.herald.identity.DiscordUserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Servers and who may manage them, shared by all instances. Safe for concurrent use. */
public interface ServerStore {
    /** Whether the bot is in a server. */
    enum Presence {
        HERE,
        /** In it, but the server has an outage. */
        DOWN,
        ABSENT
    }

    /**
     * Somebody who logged in with Discord, as a member of a server.
     *
     * @param fromList whether this comes from the person's own list, and not from the bot
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

    /** The bot is in the server; stores its current state. */
    void here(Server server);

    /** Does nothing for an unknown server. */
    void presence(String serverId, Presence presence);

    Map<String, Presence> presences();

    /** Its last known state, if the bot is or was in it. */
    Optional<Server> server(String serverId);

    Optional<Presence> presence(String serverId);

    List<Membership> members(String serverId);

    void put(Membership membership, Instant askAt);

    void remove(String serverId, DiscordUserId person);

    /** Makes all members of the server due. */
    void askFor(String serverId);

    /** The members to ask Discord for by {@code now}, in servers that the bot is in, the longest due first. */
    List<Membership> due(Instant now, int most);

    /**
     * Stores a person's own list. In servers that the bot is in, what the bot reported stays, and the person becomes due.
     *
     * @param next when the list is due again
     */
    void listed(DiscordUserId person, List<ListedServer> servers, Instant now, Instant next);

    /** Whose own lists are due by {@code now}: people in servers that the bot is not in, and people without any known server. */
    List<DiscordUserId> listsDue(Instant now, int most);

    /** Everybody who logged in with Discord. */
    List<DiscordUserId> people();

    /** The servers that the person may manage, by name. */
    List<Managed> managedBy(DiscordUserId person);

    boolean manages(String serverId, DiscordUserId person);

    /** Deletes servers that neither the bot nor anybody's list knows any more. */
    void sweep();
}
