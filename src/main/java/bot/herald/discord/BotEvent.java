package bot.herald.discord;

import bot.herald.identity.DiscordName;
import bot.herald.identity.DiscordProfile;
import bot.herald.identity.DiscordUserId;
import java.util.Set;

/** What the gateway told. */
public sealed interface BotEvent {
    /** A session began anew, so anything may have been missed: the bot is in these servers and in no other. */
    record Began(Set<String> serverIds) implements BotEvent {
        public Began {
            serverIds = Set.copyOf(serverIds);
        }
    }

    /** The bot was added to the server, the server is back, or something in it changed. */
    record ServerIs(Server server) implements BotEvent {}

    /** The server has an outage: nothing in it has changed as far as anybody knows. */
    record ServerDown(String serverId) implements BotEvent {}

    /** The bot was removed from the server. */
    record ServerLeft(String serverId) implements BotEvent {}

    /** Somebody joined, was given or lost a role, or is called otherwise. */
    record MemberIs(String serverId, Member member, boolean isNew) implements BotEvent {}

    /** Somebody left, was kicked or banned. */
    record MemberLeft(String serverId, DiscordUserId person) implements BotEvent {}

    /**
     * A member of a server.
     *
     * @param avatar Discord's name of the picture; empty without one
     */
    record Member(DiscordUserId id, String username, String displayName, String avatar, Set<String> roleIds) {
        private static final String PICTURES = "https://cdn.discordapp.com/";
        private static final int MILLISECONDS_BITS = 22;
        private static final int DISCORDS_OWN = 6;

        public Member {
            roleIds = Set.copyOf(roleIds);
        }

        /** As accounts are kept. */
        public DiscordProfile profile() {
            String url = avatar.matches("[A-Za-z0-9_]{1,64}")
                    ? "avatars/" + id + "/" + avatar + (avatar.startsWith("a_") ? ".gif" : ".png") + "?size=64"
                    : "embed/avatars/"
                            + Long.remainderUnsigned(
                                    Long.parseUnsignedLong(id.value()) >>> MILLISECONDS_BITS, DISCORDS_OWN)
                            + ".png";
            return new DiscordProfile(id, new DiscordName(username), displayName, PICTURES + url);
        }
    }
}
