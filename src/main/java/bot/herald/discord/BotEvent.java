package bot.herald.discord;

import bot.herald.identity.DiscordName;
import bot.herald.identity.DiscordProfile;
import bot.herald.identity.DiscordUserId;
import java.util.Set;

/** An event from Discord's gateway. */
public sealed interface BotEvent {
    /** A new session began, so any event may have been missed; the bot is in these servers and no others. */
    record Began(Set<String> serverIds) implements BotEvent {
        public Began {
            serverIds = Set.copyOf(serverIds);
        }
    }

    /** The bot was added to the server, the server is back, or something in it changed. */
    record ServerIs(Server server) implements BotEvent {}

    /** The server has an outage; nothing else about it has changed. */
    record ServerDown(String serverId) implements BotEvent {}

    /** The bot was removed from the server. */
    record ServerLeft(String serverId) implements BotEvent {}

    /** Somebody joined, got or lost a role, or changed their name or picture. */
    record MemberIs(String serverId, Member member, boolean isNew) implements BotEvent {}

    /** Somebody left, was kicked or banned. */
    record MemberLeft(String serverId, DiscordUserId person) implements BotEvent {}

    /**
     * A member of a server.
     *
     * @param avatar Discord's name for the picture; empty without one
     */
    record Member(DiscordUserId id, String username, String displayName, String avatar, Set<String> roleIds) {
        private static final String PICTURES = "https://cdn.discordapp.com/";
        private static final int MILLISECONDS_BITS = 22;
        private static final int DISCORDS_OWN = 6;

        public Member {
            roleIds = Set.copyOf(roleIds);
        }

        /** For the account store. */
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
