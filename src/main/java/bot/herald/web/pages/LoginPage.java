package bot.herald.web.pages;

/**
 * Shown in place of the dashboard to people who are not logged in.
 *
 * @param discordLink where one logs in with Discord; empty where that cannot be done
 */
public record LoginPage(String loginLink, String discordLink) {}
