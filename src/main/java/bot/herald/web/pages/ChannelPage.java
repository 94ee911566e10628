package bot.herald.web.pages;

import java.util.List;

/**
 * What is going on in one channel.
 *
 * @param changes the latest first
 * @param token has to come back with every form
 */
public record ChannelPage(
        ChannelCard channel,
        Avatar avatar,
        Notice notice,
        List<Part> parts,
        List<LogRow> changes,
        String logLink,
        FeedView feed,
        String token) {
    /** A figure, with where there is more about it. */
    public record Part(String label, String value, String more, String link) {}
}
