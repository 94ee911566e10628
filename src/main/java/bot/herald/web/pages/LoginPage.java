package bot.herald.web.pages;

/**
 * Stands where the dashboard would be for somebody who is not logged in.
 *
 * @param discordLink where one logs in with Discord; empty where that cannot be done
 */
public record LoginPage(String loginLink, String discordLink) {}
