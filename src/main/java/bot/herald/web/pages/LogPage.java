package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;

/**
 * The log of a channel.
 *
 * @param conflict what stands there now, and what an undo that was refused would have put back
 * @param guard what the guard against hate raids has switched on now
 * @param rows the latest first
 * @param olderLink where it goes on; empty at the end
 * @param token has to come back with every form
 */
public record LogPage(
        Notice notice,
        List<LogRow.Diff> conflict,
        Optional<GuardCard> guard,
        List<Choice> choices,
        List<LogRow> rows,
        String olderLink,
        String token) {
    /** What may be shown. */
    public record Choice(String label, String link, boolean current) {}
}
