package bot.herald.feature.command;

import java.util.Set;

/** What a chatter is in a channel, from least to most. */
enum Role {
    EVERYONE,
    SUBSCRIBER,
    VIP,
    MODERATOR,
    BROADCASTER;

    /** Twitch has no role field: badges tell. */
    static Role of(Set<String> badges) {
        if (badges.contains("broadcaster")) {
            return BROADCASTER;
        }
        if (badges.contains("moderator") || badges.contains("lead_moderator")) {
            return MODERATOR;
        }
        if (badges.contains("vip")) {
            return VIP;
        }
        return badges.contains("subscriber") || badges.contains("founder") ? SUBSCRIBER : EVERYONE;
    }

    boolean mayUse(ChatCommand command) {
        return compareTo(command.leastRole()) >= 0;
    }
}
