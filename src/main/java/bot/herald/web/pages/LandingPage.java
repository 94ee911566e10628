package bot.herald.web.pages;

import java.util.List;

/**
 * The start page.
 *
 * @param ready whether there is a bot account, so that connecting a channel is of use
 * @param connectLink where a broadcaster begins
 * @param account who is logged in here, and so about to be connected; empty for nobody
 * @param anotherLink where another account is chosen in its place
 * @param asks what a broadcaster is asked for; each completes "Herald can …"
 * @param dashboardLink for logged-in people; empty for others
 */
public record LandingPage(
        boolean ready,
        String connectLink,
        String account,
        String anotherLink,
        String commandPrefix,
        List<String> asks,
        String loginLink,
        String dashboardLink) {}
