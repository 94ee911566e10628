package bot.herald.chat;

import java.util.Set;

/** What the bot is in a channel, as far as Twitch's limits for chat care. */
public enum ChannelRole {
    /** Nothing special, or not known yet. */
    EVERYONE,
    /** May write faster than once a second. */
    VIP,
    /** Moderator or broadcaster: the higher limit, and the same line twice is fine. */
    MODERATOR;

    /** @param badges Twitch's badge set ids; there is no role field */
    public static ChannelRole of(Set<String> badges) {
        if (badges.contains("broadcaster") || badges.contains("moderator") || badges.contains("lead_moderator")) {
            return MODERATOR;
        }
        return badges.contains("vip") ? VIP : EVERYONE;
    }
}
