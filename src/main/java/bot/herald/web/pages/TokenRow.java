package bot.herald.web.pages;

/**
 * A token as admins see it.
 *
 * @param userId at Twitch or, as {@code kind} then says, at Discord
 * @param expiresIn in words; empty where it does not matter any more
 * @param scopes what was granted, separated by commas
 * @param missing scopes, separated by commas; empty for none
 */
public record TokenRow(
        String userId, String login, String kind, String state, String expiresIn, String scopes, String missing) {}
