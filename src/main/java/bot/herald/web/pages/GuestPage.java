package bot.herald.web.pages;

/**
 * Shown in place of a channel's page to people who logged in with Discord alone.
 *
 * @param isLinked whether an account on Twitch is linked, which has not been proven in this browser
 * @param twitchLink where one logs in with Twitch, which links both
 * @param discordLink takes the form that disconnects the account
 * @param token has to come back with a form
 */
public record GuestPage(
        String displayName,
        String username,
        boolean isLinked,
        String twitchLink,
        String discordLink,
        String logoutLink,
        String token) {}
