package bot.herald.identity;

/**
 * How a Discord account currently presents itself.
 *
 * @param displayName what it is called where it has chosen nothing else
 * @param avatarUrl of its picture, or of the one that Discord gives those without
 */
public record DiscordProfile(DiscordUserId id, DiscordName username, String displayName, String avatarUrl) {}
