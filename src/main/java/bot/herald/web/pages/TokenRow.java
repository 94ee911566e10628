package bot.herald.web.pages;

/**
 * A token on the dashboard of an admin.
 *
 * @param expiresIn in words; empty where it does not matter any more
 * @param missing scopes, separated by commas; empty for none
 */
public record TokenRow(
        String twitchUserId, String login, String kind, String state, String expiresIn, String missing) {}
