package bot.herald.web.pages;

import java.util.List;

/**
 * The log of a channel.
 *
 * @param rows the latest first
 * @param olderLink where it goes on; empty at the end
 * @param token has to come back with every form
 */
public record LogPage(Notice notice, List<Choice> choices, List<LogRow> rows, String olderLink, String token) {
    /** What may be shown. */
    public record Choice(String label, String link, boolean current) {}
}
