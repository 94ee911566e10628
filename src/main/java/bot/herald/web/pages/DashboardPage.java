package bot.herald.web.pages;

import java.util.List;

/**
 * The channels that a logged-in person manages.
 *
 * @param connectLink where the person connects their own channel; empty when it is connected
 * @param total how many there are, also where fewer are shown
 * @param query what was searched for
 * @param shown how many of how many, in words
 */
public record DashboardPage(
        String login,
        List<ChannelCard> channels,
        int total,
        String connectLink,
        String link,
        String query,
        String shown,
        String previousLink,
        String nextLink) {}
