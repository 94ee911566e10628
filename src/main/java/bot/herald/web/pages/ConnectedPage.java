package bot.herald.web.pages;

import java.util.List;

/**
 * An account has been connected.
 *
 * @param avatarUrl an https address, or empty for none
 * @param connectedAs what for, in a few words
 * @param next what happens now, in plain words
 * @param missing what was asked for and not granted, in plain words
 * @param againLink where to begin again in order to grant what is missing; empty when a browser alone cannot
 * @param dashboardLink where the channel is looked after; empty for other accounts
 * @param goesOn whether the browser goes on there by itself
 * @param setupLink back to the set-up page; empty outside of the set-up
 * @param warning what is wrong with the account; empty if nothing is
 * @param anotherLink where another account is chosen in its place; empty when a browser alone cannot
 */
public record ConnectedPage(
        String displayName,
        String login,
        String avatarUrl,
        String connectedAs,
        String next,
        List<String> missing,
        String againLink,
        String dashboardLink,
        boolean goesOn,
        String setupLink,
        String warning,
        String anotherLink) {}
