package bot.herald.web.pages;

import java.util.List;

/**
 * The triggers of a channel.
 *
 * @param attempt a line to try on all of them
 * @param tried what they would answer
 */
public record TriggersPage(
        Notice notice,
        String link,
        String addLink,
        String token,
        List<Row> rows,
        PreviewView.Attempt attempt,
        PreviewView tried) {
    /**
     * One trigger.
     *
     * @param id of the row in the page
     * @param when what it waits for
     */
    public record Row(
            String id,
            String name,
            String when,
            String text,
            String uses,
            boolean enabled,
            String editLink,
            String switchLink) {}
}
