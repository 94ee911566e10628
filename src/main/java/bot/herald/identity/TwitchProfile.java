package bot.herald.identity;

/**
 * How a Twitch account currently presents itself.
 *
 * @param displayName may be non-Latin and differ from the login by more than case
 * @param avatarUrl empty when Twitch named none
 */
public record TwitchProfile(TwitchUserId id, TwitchLogin login, String displayName, String avatarUrl) {}
