package bot.herald.chat;

import java.util.Set;

/** What the bot is in a channel, as far as Twitch's chat limits depend on it. */
public enum ChannelRole {
    /** No role, or not known yet. */
    EVERYONE,
    /** May write more than once a second. */
    VIP,
    /** Moderator or broadcaster: the higher limit applies, and repeating a line is allowed. */
    MODERATOR;

    /** @param badges the ids of Twitch's badge sets; there is no role field */
    public static ChannelRole of(Set<String> badges) {
        if (badges.contains("broadcaster") || badges.contains("moderator") || badges.contains("lead_moderator")) {
            return MODERATOR;
        }
        return badges.contains("vip") ? VIP : EVERYONE;
    }
}
