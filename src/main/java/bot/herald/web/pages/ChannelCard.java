package bot.herald.web.pages;

import java.util.List;

/**
 * A channel on the dashboard.
 *
 * @param status as the API writes it
 * @param title how it is doing, in a few words
 * @param detail the same, in a sentence that says who has to do what
 * @param cannot what was not granted; each completes "the bot cannot …"
 * @param againLink where the broadcaster grants again; empty when there is no need or it is somebody else's to do
 * @param pageLink where there is more about it
 */
public record ChannelCard(
        String displayName,
        String login,
        String status,
        String title,
        String detail,
        List<String> cannot,
        String againLink,
        String pageLink) {}
