package bot.herald.web.pages;

/**
 * The start page.
 *
 * @param ready whether there is a bot account, so that connecting a channel is of use
 * @param connectLink where a broadcaster begins
 * @param dashboardLink where somebody who is logged in goes on; empty for others
 */
public record LandingPage(
        boolean ready, String connectLink, String commandPrefix, String loginLink, String dashboardLink) {}
